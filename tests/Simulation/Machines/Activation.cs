using System.Reflection;
using Orleans;
using Orleans.Runtime;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Simulation;

/// <summary>One grain in one silo: the product's own class, one call after the other but for reads, as the runtime has it.</summary>
sealed class Activation
{
    // The runtime gives a grain its context while it is made, by a door that is not open to others.
    static readonly MethodInfo s_enter =
        typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext", throwOnError: true)!.GetMethod("SetExecutionContext", BindingFlags.Static | BindingFlags.NonPublic)!;

    readonly SemaphoreSlim turn = new(1, 1);
    readonly Func<Grain> make;
    readonly IGrainContext context;
    Grain? grain;

    public Activation(Subject subject, Func<Grain> make)
    {
        this.make = make;
        var runtime = Fake<IGrainRuntime>(new() { [nameof(IGrainRuntime.DeactivateOnIdle)] = () => IsGone = true });
        var services = Fake<IServiceProvider>(new() { [nameof(IServiceProvider.GetService)] = () => runtime });
        context = Fake<IGrainContext>(new() { ["get_GrainId"] = () => GrainId.Create(Subject.Word(subject.Kind), subject.Id), ["get_ActivationServices"] = () => services });
    }

    /// <summary>It asked to be ended: whoever comes next finds a new one.</summary>
    public bool IsGone { get; private set; }

    public async Task<T> Call<T>(Func<ISubjectGrain, Task<T>> call, bool interleaves)
    {
        if (interleaves && grain is ISubjectGrain ready) return await call(ready);
        await turn.WaitAsync();
        try
        {
            if (IsGone) throw new GoneException();
            grain ??= await Activated();
            return await call((ISubjectGrain)grain);
        }
        finally { turn.Release(); }
    }

    async Task<Grain> Activated()
    {
        try
        {
            object?[] entered = [context, null];
            s_enter.Invoke(null, entered);
            var made = make();
            s_enter.Invoke(null, [entered[1], null]);
            await made.OnActivateAsync(CancellationToken.None);
            return made;
        }
        catch
        {
            IsGone = true;
            throw;
        }
    }

    static T Fake<T>(Dictionary<string, Func<object?>> answers) where T : class
    {
        var fake = DispatchProxy.Create<T, Answers>();
        ((Answers)(object)fake).Of = answers;
        return fake;
    }

    /// <summary>The few things that grains ask of the runtime.</summary>
    public class Answers : DispatchProxy
    {
        public Dictionary<string, Func<object?>> Of { get; set; } = [];

        protected override object? Invoke(MethodInfo? method, object?[]? args) =>
            Of.TryGetValue(method!.Name, out var answer) ? Discard(method, answer()) : throw new NotSupportedException(method.Name);

        static object? Discard(MethodInfo method, object? answer) => method.ReturnType == typeof(void) ? null : answer;
    }
}

/// <summary>It ended before this call's turn came: the runtime sends the call on to a new one.</summary>
sealed class GoneException : Exception;
