using System.Diagnostics.Metrics;

namespace SpecimenLogistics.Journal;

/// <summary>What the writer does, as instruments of the meter <c>SpecimenLogistics.Journal</c>.</summary>
internal sealed class WriterMeter : IDisposable
{
    readonly Meter _meter = new("SpecimenLogistics.Journal");
    readonly Counter<long> _transactions;
    readonly Counter<long> _requests;
    readonly Counter<long> _oneByOne;
    readonly Counter<long> _refused;
    readonly Counter<long> _unknown;
    readonly Histogram<int> _batch;

    public WriterMeter()
    {
        _transactions = _meter.CreateCounter<long>("journal.transactions", description: "Transactions committed");
        _requests = _meter.CreateCounter<long>("journal.requests", description: "Requests in committed transactions");
        _oneByOne = _meter.CreateCounter<long>("journal.one_by_one", description: "Transactions refused as a whole and tried request by request");
        _refused = _meter.CreateCounter<long>("journal.refused", description: "Requests the database refused");
        _unknown = _meter.CreateCounter<long>("journal.unknown", description: "Requests that failed with an unknown outcome");
        _batch = _meter.CreateHistogram<int>("journal.batch", description: "Requests in one committed transaction");
    }

    /// <summary>What waits, asked for when somebody looks.</summary>
    public void Watch(Func<int> waiting) => _meter.CreateObservableGauge("journal.waiting", waiting, description: "Requests that wait for the writer");

    public void Committed(int requests)
    {
        _transactions.Add(1);
        _requests.Add(requests);
        _batch.Record(requests);
    }

    public void OneByOne() => _oneByOne.Add(1);
    public void Refused() => _refused.Add(1);
    public void Unknown(int requests) => _unknown.Add(requests);
    public void Dispose() => _meter.Dispose();
}
