using Google.OrTools.Sat;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Dispatch;

/// <summary>The same question to a solver: which load to which laboratory, through its gate as they come, so that fewest are late and these least.</summary>
static class Solver
{
    public static IReadOnlyList<Order> Divert(Situation situation, double seconds)
    {
        var model = new CpModel();
        var travel = new Travel(situation);
        var laboratories = situation.Laboratories.Values.OrderBy(l => l.Id.Value, StringComparer.Ordinal).ToList();
        var gates = laboratories.ToDictionary(l => l.Id, _ => new List<(long Arrives, IntVar Start, BoolVar Chosen, int Takes)>());
        var choices = new List<(Errand Errand, LaboratoryNow Laboratory, BoolVar Chosen)>();
        var costs = new List<LinearExpr>();
        foreach (var vehicle in situation.Vehicles.Values)
        {
            var load = situation.Loads[vehicle.Aboard[0].Delivery];
            var due = Seconds(situation, load.TargetAt);
            var end = model.NewIntVar(0, 20_000, "end");
            var here = new List<BoolVar>();
            foreach (var laboratory in laboratories)
            {
                var chosen = model.NewBoolVar("at");
                // Slowed: one load each so many seconds. Stopped: nothing before it opens, then a load a minute of four docks.
                var takes = laboratory.LoadsPerHour is { } an ? 3600 / an : 30;
                var arrives = (long)travel.Drive(vehicle.Place, laboratory.Place, situation.Now, laboratory.Id).TotalSeconds;
                var opens = laboratory.Intake == IntakeState.Stopped ? Seconds(situation, laboratory.Until!.Value) : 0;
                var start = model.NewIntVar(Math.Max(arrives, opens), 19_000, "start");
                gates[laboratory.Id].Add((arrives, start, chosen, takes));
                model.Add(end >= start + 60).OnlyEnforceIf(chosen);
                model.Add(end >= arrives + 180).OnlyEnforceIf(chosen);
                choices.Add((vehicle.Errands[0], laboratory, chosen));
                here.Add(chosen);
            }
            model.AddExactlyOne(here);
            var late = model.NewBoolVar("late");
            var tardy = model.NewIntVar(0, 20_000, "tardy");
            model.Add(tardy >= end - due);
            model.Add(end <= due).OnlyEnforceIf(late.Not());
            costs.Add(late * 1_000_000 + tardy);
        }
        // A gate takes who comes first: nobody can order the queue.
        foreach (var gate in gates.Values)
        {
            var inOrder = gate.OrderBy(g => g.Arrives).ToList();
            for (var j = 1; j < inOrder.Count; j++)
                for (var i = 0; i < j; i++) model.Add(inOrder[j].Start >= inOrder[i].Start + inOrder[i].Takes).OnlyEnforceIf([inOrder[i].Chosen, inOrder[j].Chosen]);
        }
        model.Minimize(LinearExpr.Sum(costs));
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"max_time_in_seconds:{seconds},num_workers:2,random_seed:1") };
        if (solver.Solve(model) is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible)) return [];
        return [.. choices.Where(c => solver.BooleanValue(c.Chosen) && c.Errand.Unload!.Site != c.Laboratory.Id).Select(c => new Divert(c.Errand.Trip, c.Laboratory.Id))];
    }

    static long Seconds(Situation situation, Instant at) => (long)(at - situation.Now).TotalSeconds;
}
