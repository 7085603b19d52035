using System.Diagnostics;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Dispatch;

/// <summary>The dispatcher's own search, load after load, against OR-Tools' CP-SAT on the same evenings; both judged by driving the day on.</summary>
static class DispatchBench
{
    static readonly SiteId Full = Code.Parse<SiteId>("LAB1");

    public static Task<int> Run(IReadOnlyList<string> words)
    {
        var seeds = words is ["--seeds", var n] && int.TryParse(n, out var given) ? given : 10;
        Console.WriteLine("loads  a laboratory takes/h   late as it is   own search: late, ms, orders   CP-SAT of 1 s: late, ms, orders");
        foreach (var (loads, perHour) in new[] { (20, 12), (40, 12), (40, 24), (60, 24) })
        {
            var (none, own, solved) = (new Tally(), new Tally(), new Tally());
            for (var seed = 1; seed <= seeds; seed++)
            {
                var situation = FullLaboratory.Of(seed, loads, perHour);
                none.Add(situation, [], 0);
                var started = Stopwatch.GetTimestamp();
                var first = Proposals.Of(situation, new LaboratoryFull(Full))[0].Idea.Orders;
                own.Add(situation, first, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                started = Stopwatch.GetTimestamp();
                var best = Solver.Divert(situation, 1);
                solved.Add(situation, best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            Console.WriteLine($"{loads,5}  {perHour,22}   {none.Late / seeds,13:0.0}   {own.Words(seeds),29}   {solved.Words(seeds),31}");
        }
        return Task.FromResult(0);
    }

    sealed class Tally
    {
        double ms, orders;
        public double Late { get; private set; }

        public void Add(Situation situation, IReadOnlyList<Order> given, double took)
        {
            var after = situation.With(given);
            Late += Score.Of(after, Outcome.Of(after), 0).Late;
            (ms, orders) = (ms + took, orders + given.Count);
        }

        public string Words(int seeds) => $"{Late / seeds:0.0}, {ms / seeds:0}, {orders / seeds:0.0}";
    }
}
