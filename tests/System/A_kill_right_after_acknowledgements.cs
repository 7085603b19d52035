using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MQTTnet;
using MQTTnet.Protocol;
using Npgsql;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>PUBACK means: on disk. So the server may die the moment after it, again and again.</summary>
[Collection("a machine to itself")]
public sealed class A_kill_right_after_acknowledgements
{
    const int Messages = 2_000, AtOnce = 20;
    static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(60), PublishDeadline = TimeSpan.FromSeconds(20);

    [Theory(Timeout = 300_000), InlineData(false), InlineData(true)]
    public async Task Loses_and_doubles_nothing(bool inDatabase)
    {
        await using var server = await ServerUnderTest.Start(inDatabase ? PrivatePostgres.Shared.NewStore() : null);
        var (packed, positions) = (new Sender(ServerUnderTest.Scanner, Said.ScanTopic, seq => Said.Packed(seq, ServerUnderTest.Boxes[seq % ServerUnderTest.Boxes.Count])),
            new Sender(ServerUnderTest.Vehicle, Said.PositionTopic, Said.Position));

        foreach (var killAfter in new[] { 137, 611, 1_203 })
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var sending = new[] { packed.Send(server.Mqtt, stop.Token), positions.Send(server.Mqtt, stop.Token) };
            await server.Until(() => packed.Acknowledged.Count >= killAfter && positions.Acknowledged.Count >= killAfter, $"{killAfter} acknowledgements");
            await server.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(sending);

            AllOnce(packed.Acknowledged.Keys, Stored(server, "SELECT dseq, count(*) FROM fact WHERE device = $1 AND boot = $2 GROUP BY dseq", ServerUnderTest.Scanner), complete: false);
            AllOnce(positions.Acknowledged.Keys, Stored(server, "SELECT seq, count(*) FROM position WHERE device = $1 AND boot = $2 GROUP BY seq", ServerUnderTest.Vehicle), complete: false);
            await server.StartAgain();
        }

        // Everything again, also what was acknowledged: a device that lost its memory may do that.
        packed.Forget();
        positions.Forget();
        await Task.WhenAll(packed.Send(server.Mqtt, TestContext.Current.CancellationToken), positions.Send(server.Mqtt, TestContext.Current.CancellationToken));
        Assert.Equal((Messages, Messages), (packed.Acknowledged.Count, positions.Acknowledged.Count));
        AllOnce(packed.Acknowledged.Keys, Stored(server, "SELECT dseq, count(*) FROM fact WHERE device = $1 AND boot = $2 GROUP BY dseq", ServerUnderTest.Scanner), complete: true);
        AllOnce(positions.Acknowledged.Keys, Stored(server, "SELECT seq, count(*) FROM position WHERE device = $1 AND boot = $2 GROUP BY seq", ServerUnderTest.Vehicle), complete: true);
        await server.Kill();
        var (code, said) = server.Store is null ? await Day.Verify(server.Folder) : await Day.Run("Server", "verify", "--store", server.Store, "--data", server.Folder);
        Assert.True(code == 0, said);
    }

    static void AllOnce(ICollection<int> acknowledged, Dictionary<int, int> stored, bool complete)
    {
        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(stored.Keys));
        Assert.All(stored.Values, times => Assert.Equal(1, times));
        if (complete) Assert.Equal(Messages, stored.Count);
    }

    static Dictionary<int, int> Stored(ServerUnderTest server, string query, string device)
    {
        using DbConnection connection = server.Store is { } store
            ? new NpgsqlConnection(store)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = server.Journal, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        Give(command, "$1", device);
        Give(command, "$2", (long)Said.Boot);
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<int, int>();
        while (rows.Read()) counts.Add(rows.GetInt32(0), rows.GetInt32(1));
        return counts;
    }

    /// <summary>PostgreSQL's go by their order and have no name.</summary>
    static void Give(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        if (parameter is SqliteParameter) parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    /// <summary>One device that sends its numbered messages, some at once, until each is acknowledged or the connection ends.</summary>
    sealed class Sender(string device, string topic, Func<int, string> payload)
    {
        public ConcurrentDictionary<int, bool> Acknowledged { get; } = new();

        public void Forget() => Acknowledged.Clear();

        public async Task Send(int port, CancellationToken stop)
        {
            using var client = new MqttClientFactory().CreateMqttClient();
            using var connecting = CancellationTokenSource.CreateLinkedTokenSource(stop);
            connecting.CancelAfter(ConnectDeadline);
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId(device).WithCredentials(device, ServerUnderTest.Secret)
                .WithTimeout(PublishDeadline).Build(), connecting.Token);
            var left = new ConcurrentQueue<int>(Enumerable.Range(1, Messages).Where(seq => !Acknowledged.ContainsKey(seq)));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work(client, left, stop)));
        }

        async Task Work(IMqttClient client, ConcurrentQueue<int> left, CancellationToken stop)
        {
            while (client.IsConnected && !stop.IsCancellationRequested && left.TryDequeue(out var seq))
            {
                var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload(seq)).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
                try
                {
                    if ((await client.PublishAsync(message, stop)).IsSuccess) Acknowledged[seq] = true;
                }
                catch (Exception ended) when (ended is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
                {
                    // The server was killed: what has no acknowledgement is sent again by the next life.
                    return;
                }
            }
        }
    }
}
