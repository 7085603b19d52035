using System.Diagnostics;
using System.Net.Sockets;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// A PostgreSQL of the run's own: its data lies in the run's folder, it listens on a socket there and on no port, and it ends with us,
/// however we end. It can be killed as a power cut would, and started again on what it had written.
/// </summary>
/// <param name="of">The one that this is a standby of, which is up: it begins as its copy and has every commit before that is answered. null for one of its own.</param>
internal sealed class PrivateDatabase(string folder, TimeProvider real, PrivateDatabase? of = null) : IAsyncDisposable
{
    // The shell lives as long as its input: when we are gone, so is that. Words on a line are what we ask for.
    const string Script = """
        cd "$1" && umask 077 && trap '' INT TERM HUP || exit 1
        home=$1 bin=$2 pid=
        alive() { [ -n "$pid" ] && grep -qs '^State:.[^ZX]' /proc/$pid/status; }
        begin() { "$bin/postgres" -D data -k "$home" -c listen_addresses= -c max_connections=100 -c shared_buffers=256MB -c max_wal_size=2GB >>postgres.log 2>&1 & pid=$!; }
        if [ ! -f data/PG_VERSION ]; then
          if [ -n "$3" ]; then "$bin/pg_basebackup" -h "$3" -U postgres -D data -R -c fast >initdb.log 2>&1 || { echo "pg_basebackup failed, see $home/initdb.log"; exit 1; }
          else "$bin/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 >initdb.log 2>&1 || { echo "initdb failed, see $home/initdb.log"; exit 1; }; fi
        fi
        while read -r word; do
          case $word in
            start)
              alive || begin
              n=0
              while ! "$bin/pg_isready" -q -h "$home"; do
                n=$((n + 1)); [ $n -gt 600 ] && { echo "PostgreSQL is not ready, see $home/postgres.log"; exit 1; }
                # Those of a killed one may hold its memory for a moment longer.
                alive || begin
                sleep 0.05
              done
              echo started ;;
            # Only what both have written to their disks is committed. It stands in this one's own file: a copy of before knows nothing of it.
            both) "$bin/psql" -q -h "$home" -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >>postgres.log 2>&1 && echo told ;;
            promote) "$bin/pg_ctl" promote -w -D data >>postgres.log 2>&1 && echo promoted ;;
            kill) kill -KILL $pid $(cat /proc/$pid/task/$pid/children); wait $pid; pid=; echo killed ;;
          esac
        done
        alive && { kill -INT $pid; wait $pid; }
        """;

    static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    const int LongestSocket = 90;

    readonly string _folder = Path.Combine(folder, of is null ? "postgres" : "standby");
    Process? _shell;

    public bool IsUp { get; private set; }

    /// <summary>For the servers' <c>--store</c>; of a standby, with the one that it is a standby of.</summary>
    public string Address => $"Host={(of is null ? "" : of._folder + ",")}{_folder};Username=postgres;Database=postgres";

    public string Data => Path.Combine(_folder, "data");

    /// <summary>Where it listens.</summary>
    public UnixDomainSocketEndPoint EndPoint => new(Path.Combine(_folder, ".s.PGSQL.5432"));

    /// <summary>One that is up stays as it is.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _shell ??= Begin();
        await SayAsync("start", "started", cancel);
        IsUp = true;
        if (of is not null) await of.SayAsync("both", "told", cancel);
    }

    /// <summary>As an operator or a program for it would, when the one that it is a standby of is gone for good.</summary>
    public Task PromoteAsync(CancellationToken cancel) => SayAsync("promote", "promoted", cancel);

    /// <summary>All its processes at once: nothing is told to anybody, and nothing more is written.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        IsUp = false;
        await SayAsync("kill", "killed", cancel);
    }

    Process Begin()
    {
        if (_folder.Length > LongestSocket) throw new RunTrouble($"{_folder} is too long a path for the database's socket; choose a shorter --data folder", ExitCode.Usage);
        Directory.CreateDirectory(_folder);
        var asRoot = Environment.UserName == "root";
        // PostgreSQL refuses to run as root.
        string[] words = [.. asRoot ? (string[])["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [], "sh", "-c", Script, "sh", _folder, Binaries(), of?._folder ?? ""];
        if (asRoot) HandOver();
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        return Process.Start(start) ?? throw new RunTrouble("the database could not be started");
    }

    void HandOver()
    {
        using var chown = Process.Start("chown", ["-R", "postgres", _folder]);
        chown.WaitForExit();
        using var look = Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "test", "-w", _folder]);
        look.WaitForExit();
        if (chown.ExitCode != 0 || look.ExitCode != 0)
            throw new RunTrouble($"as root PostgreSQL runs as the user postgres, who cannot write {_folder}; choose another --data folder", ExitCode.Usage);
    }

    async Task SayAsync(string word, string answer, CancellationToken cancel)
    {
        await _shell!.StandardInput.WriteLineAsync(word.AsMemory(), cancel);
        await _shell.StandardInput.FlushAsync(cancel);
        if (await _shell.StandardOutput.ReadLineAsync(cancel) is var said && said != answer) throw new RunTrouble($"the database did not answer: {said ?? "its shell has ended"}");
    }

    static string Binaries()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")))
            ?? throw new RunTrouble("PostgreSQL is missing, and several processes need one; on Debian: apt-get install postgresql-15; or give one with --store", ExitCode.Usage);
    }

    public async ValueTask DisposeAsync()
    {
        if (_shell is null) return;
        _shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(StopDeadline, real);
        try { await _shell.WaitForExitAsync(deadline.Token); }
        catch (OperationCanceledException) { _shell.Kill(entireProcessTree: true); }
        _shell.Dispose();
    }
}
