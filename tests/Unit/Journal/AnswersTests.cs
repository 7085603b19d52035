using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

public sealed class AnswersTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public async Task Everybody_is_answered_once_and_nobody_on_the_writers_thread(int count)
    {
        List<Work> batch = [.. Enumerable.Range(0, count).Select(_ => new Asked())];
        var (answered, writer) = (new System.Collections.Concurrent.ConcurrentQueue<(Work, int)>(), 0);
        var thread = new Thread(() =>
        {
            writer = Environment.CurrentManagedThreadId;
            Answers.OnThePool(batch, work => answered.Enqueue((work, Environment.CurrentManagedThreadId)));
            // The writer takes the next batch into the same list.
            batch.Clear();
        });
        var asked = batch.ToList();
        thread.Start();
        thread.Join();
        while (answered.Count < count) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Equal(asked.ToHashSet(), answered.Select(a => a.Item1).ToHashSet());
        Assert.Equal(count, answered.Count);
        Assert.DoesNotContain(answered, a => a.Item2 == writer);
    }

    sealed class Asked : Work
    {
        public override void Stage(Tables tables) { }
        public override void Refuse(Exception error, Reader reader) { }
        public override void Complete() { }
        public override void Fail(Exception error) { }
    }
}
