namespace SpecimenLogistics.Tests.Processes;

/// <summary>Real processes, real MQTT, twelve centres: the same end, whatever the channel did.</summary>
[Collection("a machine to itself")]
public sealed class A_short_day
{
    [Fact(Timeout = 240_000)]
    public async Task ends_in_the_same_state_when_messages_are_doubled_late_broken_and_the_server_is_killed()
    {
        var calm = await Day.Play(1, 300);
        Assert.True(calm.ExitCode == 0, calm.Output);
        Assert.Equal(calm.Text("expected_state_hash"), calm.Text("state_hash"));
        Assert.Equal(calm.Number("messages_sent"), calm.Number("messages_acknowledged"));
        Assert.Equal(calm.Number("deliveries"), calm.Number("deliveries_within_target"));

        string[] faults = ["duplicates", "reorder", "offline", "gps-loss", "malformed", "kill-server"];
        var rough = await Day.Play(1, 300, faults);
        Assert.True(rough.ExitCode == 0, rough.Output);
        Assert.Equal(calm.Text("state_hash"), rough.Text("state_hash"));
        Assert.All(faults, f => Assert.True(rough.Field("faults").GetProperty(f).GetInt64() > 0, f));
        Assert.Equal(rough.Field("faults").GetProperty("malformed").GetInt64(), rough.Number("unreadable"));

        var (code, output) = await Day.Verify(rough.Folder);
        Assert.True(code == 0, output);
    }

    [Fact(Timeout = 180_000)]
    public async Task with_devices_that_die_over_a_publish_ends_as_it_would_have_and_counts_the_repeats()
    {
        var day = await Day.Play(1, 600, "half-device");
        Assert.True(day.ExitCode == 0, day.Output);
        Assert.Equal(day.Text("expected_state_hash"), day.Text("state_hash"));
        Assert.True(day.Field("faults").GetProperty("half-device").GetInt64() > 20);
        Assert.True(day.Number("duplicates_ignored") > 10);
        Assert.Equal(day.Number("deliveries"), day.Number("deliveries_within_target"));
    }

    [Fact(Timeout = 240_000)]
    public async Task is_followed_by_a_night_and_another_day_that_finds_what_it_left()
    {
        var days = await Day.PlayWith(1, 2400, "--days", "2");
        Assert.True(days.ExitCode == 0, days.Output);
        Assert.Equal(days.Text("expected_state_hash"), days.Text("state_hash"));
        Assert.Equal(46, days.Number("deliveries"));
        Assert.Equal(days.Number("tubes_packed"), days.Number("tubes_received"));
        var marks = days.Field("days").EnumerateArray().ToList();
        Assert.Equal(["2020-09-06", "2020-09-07"], marks.Select(m => m.GetProperty("date").GetString()));
        Assert.All(marks, m => Assert.True(m.GetProperty("memory_mib").GetDouble() > 50 && m.GetProperty("handles").GetInt32() > 20 && m.GetProperty("processor_s").GetDouble() > 1 && m.GetProperty("acknowledgement_ms_p99").GetDouble() > 0));
        Assert.Equal(days.Number("facts_stored"), marks[1].GetProperty("facts_stored").GetInt64());
        Assert.InRange(marks[0].GetProperty("facts_stored").GetInt64(), 1, days.Number("facts_stored") - 1);
    }

    [Fact(Timeout = 180_000)]
    public async Task with_delays_an_opened_seal_and_a_lost_box_shows_exactly_those()
    {
        var day = await Day.Play(2, 300, "delay", "tamper", "lost-box");
        Assert.True(day.ExitCode == 0, day.Output);
        Assert.Equal(day.Text("expected_state_hash"), day.Text("state_hash"));
        Assert.Equal(1, day.Number("boxes_unaccounted"));
        Assert.All(["delay", "tamper", "lost-box"], f => Assert.True(day.Field("faults").GetProperty(f).GetInt64() > 0, f));
        Assert.NotEmpty(day.Names("deliveries_late"));
        Assert.Equal(day.Names("deliveries_late_predicted"), day.Names("deliveries_late"));
        Assert.NotEmpty(day.Names("boxes_touched"));
        Assert.Equal(day.Names("boxes_touched_predicted"), day.Names("boxes_touched"));
        Assert.Equal(day.Number("deliveries") - day.Names("deliveries_late").Length, day.Number("deliveries_within_target"));
    }
}
