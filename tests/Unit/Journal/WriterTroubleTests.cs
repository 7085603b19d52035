using Microsoft.Data.Sqlite;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>When a process says that its store takes nothing.</summary>
public sealed class WriterTroubleTests
{
    static readonly Exception s_full = new SqliteException("database or disk is full", 13), s_other = new SqliteException("disk I/O error", 10);

    readonly Hand _time = new();
    readonly WriterTrouble _trouble;

    public WriterTroubleTests() => _trouble = new WriterTrouble(new SqliteDialect("nowhere"), _time);

    [Fact]
    public void One_that_failed_is_none_yet_and_what_goes_on_failing_is_with_its_reason_and_length()
    {
        _trouble.Failed(s_full);
        Assert.Null(_trouble.WhyNot);
        _time.Pass(seconds: 3);
        _trouble.Failed(s_full);
        Assert.Equal("the store's disk is full", _trouble.WhyNot);
        Assert.Equal(TimeSpan.FromSeconds(3), _trouble.Trouble!.For);
        _trouble.Failed(s_other);
        Assert.Equal("the store takes nothing", _trouble.WhyNot);
    }

    [Fact]
    public void A_commit_ends_it_and_what_fails_then_begins_anew()
    {
        _trouble.Failed(s_full);
        _time.Pass(seconds: 5);
        _trouble.Failed(s_full);
        _trouble.Committed();
        Assert.Null(_trouble.WhyNot);
        _trouble.Failed(s_full);
        Assert.Null(_trouble.WhyNot);
    }

    [Fact]
    public void Where_nobody_tries_for_long_nothing_is_said_and_a_later_failure_is_another_trouble()
    {
        _trouble.Failed(s_full);
        _time.Pass(seconds: 5);
        _trouble.Failed(s_full);
        _time.Pass(seconds: 16);
        Assert.Null(_trouble.WhyNot);
        _trouble.Failed(s_full);
        Assert.Null(_trouble.WhyNot);
        _time.Pass(seconds: 3);
        Assert.Equal(TimeSpan.FromSeconds(3), _trouble.Trouble!.For);
    }

    sealed class Hand : TimeProvider
    {
        long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _ticks;
        public void Pass(int seconds) => _ticks += seconds * TimeSpan.TicksPerSecond;
    }
}
