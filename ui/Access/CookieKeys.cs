using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui;

/// <summary>Keys in a folder of the programme's own, so that a sign-on outlives the process; in the store where several processes have one in common.</summary>
sealed class CookieKeys(IOptions<UiOptions> options, IServiceProvider services, ILoggerFactory log) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions keys)
    {
        if (services.GetService<INotes>() is { } notes) { keys.XmlRepository = new InNotes(notes); return; }
        if (options.Value.Keys is not { } folder) { keys.XmlRepository = new InMemory(); return; }
        var made = Directory.CreateDirectory(folder);
        // Whoever reads them signs on as anybody.
        if (!OperatingSystem.IsWindows()) made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        keys.XmlRepository = new FileSystemXmlRepository(made, log);
    }

    /// <summary>Read and written on the thread that asks, as the interface has it; keys change every few months.</summary>
    sealed class InNotes(INotes notes) : IXmlRepository
    {
        const string Prefix = "cookie-key/";
        static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements()
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            return [.. Task.Run(() => notes.ReadAll(Prefix, deadline.Token)).GetAwaiter().GetResult().Select(System.Xml.Linq.XElement.Parse)];
        }

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName)
        {
            using var deadline = new CancellationTokenSource(s_deadline);
            Task.Run(() => notes.Write(Prefix + friendlyName, element.ToString(System.Xml.Linq.SaveOptions.DisableFormatting), deadline.Token)).GetAwaiter().GetResult();
        }
    }

    sealed class InMemory : IXmlRepository
    {
        readonly List<System.Xml.Linq.XElement> kept = [];

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements()
        {
            lock (kept) return [.. kept];
        }

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName)
        {
            lock (kept) kept.Add(element);
        }
    }
}
