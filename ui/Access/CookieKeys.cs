using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui;

/// <summary>Keys in a folder of the programme's own, so that a sign-on outlives the process.</summary>
sealed class CookieKeys(IOptions<UiOptions> options, ILoggerFactory log) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions keys)
    {
        if (options.Value.Keys is not { } folder) { keys.XmlRepository = new InMemory(); return; }
        var made = Directory.CreateDirectory(folder);
        // Whoever reads them signs on as anybody.
        if (!OperatingSystem.IsWindows()) made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        keys.XmlRepository = new FileSystemXmlRepository(made, log);
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
