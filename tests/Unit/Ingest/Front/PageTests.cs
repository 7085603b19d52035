using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A page's scans go a device's way: the same facts, the same repeats, an answer in place of a PUBACK.</summary>
public sealed class PageTests
{
    const string Topic = "v1/scanners/S001/scan";
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static ScanItem Pack(long seq, string tube) => new(seq, Publishing.UpMs, Publishing.At, Act.Pack) { Box = "BX-0001", Tube = tube, Staff = "P-1" };
    static byte[] Packed(params (long Seq, string Tube)[] tubes) => Wire.Write(Publishing.Envelope([.. tubes.Select(t => Pack(t.Seq, t.Tube))]));

    [Fact]
    public async Task Id_and_secret_must_both_be_right_and_a_refusal_is_counted()
    {
        await using var gateway = await Gateway.Start();
        Assert.Equal("centre:CW01", (await gateway.Pages.SignOn("S001", Gateway.Secret, Cancel))?.Place);
        Assert.Null(await gateway.Pages.SignOn("S001", "another", Cancel));
        Assert.Null(await gateway.Pages.SignOn("nobody", Gateway.Secret, Cancel));
        Assert.Equal(2, gateway.Counts.SignonsRefused);
    }

    [Fact]
    public async Task What_is_answered_is_on_disk_and_a_repeat_changes_nothing()
    {
        await using var gateway = await Gateway.Start();
        var phone = await Phone(gateway);
        Assert.Empty(await gateway.Pages.Take(phone, Topic, Packed((1, "T1"), (2, "T2")), Cancel));
        Assert.Equal([1L, 2], gateway.Grains.About("box/BX-0001").Select(f => f.Stamp.Seq));
        Assert.Empty(await gateway.Pages.Take(phone, Topic, Packed((1, "T1"), (2, "T2")), Cancel));
        Assert.Equal(2, gateway.Grains.About("box/BX-0001").Count());
        Assert.Equal(0, gateway.Counts.Inbox);
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_commit()
    {
        await using var gateway = await Gateway.Start();
        var phone = await Phone(gateway);
        gateway.Grains.Commit.Shut();
        var answer = gateway.Pages.Take(phone, Topic, Packed((1, "T1")), Cancel);
        await Publishing.Until(() => gateway.Counts.Inbox == 1);
        Assert.False(answer.IsCompleted);
        gateway.Grains.Commit.Open();
        Assert.Empty(await answer);
    }

    [Fact]
    public async Task A_text_that_is_no_code_of_ours_is_named_by_its_number_never_by_itself_and_again_when_asked_again()
    {
        await using var gateway = await Gateway.Start();
        var phone = await Phone(gateway);
        for (var again = 0; again < 2; again++)
        {
            var aside = Assert.Single(await gateway.Pages.Take(phone, Topic, Packed((1, "T1"), (2, "A123456(7)")), Cancel));
            Assert.Equal((7u, 2L, "not_our_code"), (aside.Boot, aside.Seq, aside.Reason));
            Assert.DoesNotContain("A123456", aside.Detail);
        }
        Assert.Single(gateway.Store.Unreadable);
        Assert.Single(gateway.Grains.About("box/BX-0001"));
    }

    [Fact]
    public async Task A_body_that_is_none_of_ours_is_kept_and_said_to_be()
    {
        await using var gateway = await Gateway.Start();
        var aside = Assert.Single(await gateway.Pages.Take(await Phone(gateway), Topic, Encoding.UTF8.GetBytes("{}"), Cancel));
        Assert.Equal((null, "not_understood"), (aside.Seq, aside.Reason));
        Assert.Single(gateway.Store.Unreadable);
    }

    [Fact]
    public async Task A_phone_speaks_for_itself_only()
    {
        await using var gateway = await Gateway.Start();
        var aside = Assert.Single(await gateway.Pages.Take(await Phone(gateway), "v1/scanners/S002/scan", Packed((1, "T1")), Cancel));
        Assert.Equal("other_device", aside.Reason);
        Assert.Empty(gateway.Grains.About("box/BX-0001"));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_said_to_be_unknown_and_comes_again()
    {
        await using var gateway = await Gateway.Start(o => o.WriteAttempts = 1);
        var phone = await Phone(gateway);
        var failures = 1;
        gateway.Grains.Fails = about => about.Value == "box/BX-0001" && failures-- > 0;
        await Assert.ThrowsAsync<NotTakenException>(() => gateway.Pages.Take(phone, Topic, Packed((1, "T1")), Cancel));
        Assert.Empty(await gateway.Pages.Take(phone, Topic, Packed((1, "T1")), Cancel));
        Assert.Single(gateway.Grains.About("box/BX-0001"));
    }

    [Fact]
    public async Task More_than_one_device_may_hand_in_is_put_off_and_counted()
    {
        await using var gateway = await Gateway.Start(o => o.PublishesPerSecond = 0.2);
        var phone = await Phone(gateway);
        var late = await Assert.ThrowsAsync<NotTakenException>(async () =>
        {
            for (var i = 0; i < 5; i++) await gateway.Pages.Take(phone, Topic, Packed((i, "T1")), Cancel);
        });
        Assert.True(late.After > TimeSpan.Zero);
        Assert.Equal(1, gateway.Counts.Other["throttled_reads"]);
    }

    static async Task<DeviceView> Phone(Gateway gateway) => (await gateway.Pages.SignOn("S001", Gateway.Secret, Cancel))!;
}
