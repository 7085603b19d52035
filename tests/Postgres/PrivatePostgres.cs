using System.Diagnostics;
using Npgsql;

namespace SpecimenLogistics.Tests.Postgres;

/// <summary>
/// A PostgreSQL of its own in a folder of its own, without a port: reached by a socket in that folder, gone with the process that
/// started it, however that ends. It sorts text by a language's rules on purpose, since a store must not.
/// </summary>
sealed class PrivatePostgres : IDisposable
{
    /// <summary>
    /// Ends when its input does, which is when the process that wrote it ends. A word on a line kills the server as a power cut would, starts it again, takes a
    /// base backup, loses its machine and recovers another from that and the archive up to a moment, or copies a schema into a database of its own by a dump.
    /// </summary>
    const string Script = """
        cd "$1" && umask 077 && trap '' INT TERM || exit 1
        "$2/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en --no-sync >initdb.log 2>&1 || { echo failed; exit 1; }
        mkdir archive
        start() { "$2/postgres" -D data -k "$1" -c listen_addresses= -c max_connections=200 -c fsync="$3" -c archive_mode="$4" -c archive_command="cp %p $1/archive/%f" >>postgres.log 2>&1 & pid=$!; }
        start "$@"; echo started
        while read -r word; do
          case $word in
            cut) kill -QUIT $pid; wait $pid; echo cut ;;
            start) start "$@"; echo started ;;
            base) "$2/pg_basebackup" -D base -h "$1" -U postgres -c fast -X none >>postgres.log 2>&1 && echo based || echo failed ;;
            recover*)
              kill -QUIT $pid; wait $pid; mv data lost; mv base data; touch data/recovery.signal
              printf "restore_command = 'cp $1/archive/%%f %%p'\nrecovery_target_time = '%s'\nrecovery_target_action = promote\n" "${word#recover }" >>data/postgresql.auto.conf
              start "$@"; echo started ;;
            copy*) "$2/pg_dump" -h "$1" -U postgres -Fc -n "${word#copy }" -f dump postgres >>postgres.log 2>&1 && "$2/createdb" -h "$1" -U postgres copy >>postgres.log 2>&1 \
              && "$2/pg_restore" -h "$1" -U postgres -d copy --exit-on-error dump >>postgres.log 2>&1 && echo copied || echo failed ;;
          esac
        done
        kill -INT $pid; wait $pid; cd / && rm -rf "$1"
        """;

    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    static readonly Lazy<PrivatePostgres> s_shared = new(() => new PrivatePostgres(durable: false));
    static int s_stores;

    readonly string _folder;
    readonly Process _shell;

    /// <param name="durable">With fsync, where what survives a power cut is the question.</param>
    /// <param name="archived">With its write-ahead log copied into a folder, segment by segment.</param>
    public PrivatePostgres(bool durable, bool archived = false)
    {
        var binaries = Binaries();
        _folder = Directory.CreateTempSubdirectory("specimen-pg-").FullName;
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        // PostgreSQL refuses to run as root.
        var asRoot = Environment.UserName == "root";
        string[] words = asRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "sh"] : ["sh"];
        if (asRoot) Process.Start("chown", ["postgres", _folder]).WaitForExit();
        start.FileName = words[0];
        foreach (var word in (string[])[.. words[1..], "-c", Script, "sh", _folder, binaries, durable ? "on" : "off", archived ? "on" : "off"]) start.ArgumentList.Add(word);
        _shell = Process.Start(start)!;
        if (_shell.StandardOutput.ReadLine() != "started") throw new InvalidOperationException($"PostgreSQL did not start; see {_folder}/initdb.log");
        AwaitReady();
    }

    /// <summary>One for all tests of this process that do not ask what survives.</summary>
    public static PrivatePostgres Shared => s_shared.Value;

    /// <summary>The process that has all of the database's among its descendants.</summary>
    public int Pid => _shell.Id;

    string Address => $"Host={_folder};Username=postgres;Database=postgres";

    /// <summary>An empty schema, as the address of a store; its connections go by the same name.</summary>
    public string NewStore()
    {
        var schema = $"store_{Interlocked.Increment(ref s_stores)}_{Guid.NewGuid():N}"[..40];
        Run(Address, $"CREATE SCHEMA {schema}");
        return $"{Address};Search Path={schema};Application Name={schema}";
    }

    public static void Drop(string store) =>
        Run(store, $"SET client_min_messages = warning; DROP SCHEMA {new NpgsqlConnectionStringBuilder(store).SearchPath} CASCADE");

    /// <summary>As a power cut: nothing is told to anybody, nothing more is written.</summary>
    public void Cut() => Say("cut", "cut");

    public void StartAgain()
    {
        Say("start", "started");
        AwaitReady();
    }

    /// <summary>Taken while it serves. What is written from here on is in the archive.</summary>
    public void TakeBase() => Say("base", "based");

    /// <summary>The machine is lost, and another made of the base backup and what was archived up to a moment, as the database's clock has it.</summary>
    public void RecoverTo(string moment)
    {
        Say("recover " + moment, "started");
        AwaitReady();
        for (var began = Stopwatch.GetTimestamp(); Text("SELECT pg_is_in_recovery()::text") == "true"; _shell.WaitForExit(50))
            if (Stopwatch.GetElapsedTime(began) > s_deadline) throw new InvalidOperationException("the database does not come out of its recovery");
    }

    /// <summary>A dump of a store, restored into a database of its own: its address.</summary>
    public string CopyByDump(string store)
    {
        Say("copy " + new NpgsqlConnectionStringBuilder(store).SearchPath, "copied");
        return new NpgsqlConnectionStringBuilder(store) { Database = "copy" }.ToString();
    }

    /// <summary>One text that the database answers.</summary>
    public string Text(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    public static int Run(string store, string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    void Say(string word, string answer)
    {
        _shell.StandardInput.WriteLine(word);
        _shell.StandardInput.Flush();
        if (_shell.StandardOutput.ReadLine() != answer) throw new InvalidOperationException($"the shell around PostgreSQL did not answer {answer}");
    }

    void AwaitReady()
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                Run(Address, "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(began) < s_deadline && !_shell.HasExited) { _shell.WaitForExit(50); }
        }
    }

    static string Binaries()
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is missing: these tests start one of their own; on Debian, as root: apt-get install postgresql-15");
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
