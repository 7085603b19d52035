using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Tests.Processes.Lossy;

/// <summary>
/// Makes the server as it is built into one that loses facts: the runtime calls this before the server's first line
/// (DOTNET_STARTUP_HOOKS), and it wraps the journal when the host is put together. So the product needs no switch for it.
/// The runtime finds it by this name, outside any namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // The simulator inherits the hook from the test and hands it on; it has no host and no journal.
        if (Assembly.GetEntryAssembly()?.GetName().Name != "SpecimenLogistics.Server") return;
        AssemblyLoadContext.Default.Resolving += BesideTheTests;
        DiagnosticListener.AllListeners.Subscribe(new Listeners());
    }

    // Orleans looks at the attributes of every assembly it finds loaded, and those of this one are partly the test framework's.
    static Assembly? BesideTheTests(AssemblyLoadContext context, AssemblyName name)
    {
        var file = Path.Combine(Path.GetDirectoryName(typeof(StartupHook).Assembly.Location)!, $"{name.Name}.dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting") value.Subscribe(new Hosting());
        }

        public void OnCompleted() { }
        public void OnError(Exception error) => throw error;
    }

    sealed class Hosting : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilding", Value: IHostBuilder host }) host.ConfigureServices(Wrap);
        }

        public void OnCompleted() { }
        public void OnError(Exception error) => throw error;

        static void Wrap(IServiceCollection services)
        {
            var real = services.Last(s => s.ServiceType == typeof(IJournal));
            services.Remove(real);
            services.AddSingleton<IJournal>(s => new LossyJournal((IJournal)ActivatorUtilities.CreateInstance(s, real.ImplementationType!)));
        }
    }
}
