namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>
/// A short part of every attack with every run of all tests, one after another on one server, since a server takes longer to start than a part does.
/// Each by itself, as long as one likes: <c>./test fuzz</c>.
/// </summary>
[Collection("a machine to itself")]
public sealed class An_attack
{
    [Fact(Timeout = 300_000)]
    public async Task On_one_edge_after_the_other_leaves_a_server_that_answers_and_a_record_that_is_whole()
    {
        await using var server = await ServerUnderTest.Start();
        await An_attack_on_routes.Knows(server);
        await An_attack_on_payloads.Bad(server);
        // Before anything is said that makes facts, now or later.
        await An_attack_on_the_devices_port.On(server, 300);
        await An_attack_on_payloads.Mangled(server, 300);
        await An_attack_on_routes.On(server, 300);
        await Attack.LeavesTheRecordWhole(server);
    }
}
