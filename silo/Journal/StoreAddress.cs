using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>A PostgreSQL store's address, as a person writes it: <c>Host=db1;Database=specimens;Username=specimens</c>, or with a standby <c>Host=db1,db2;...</c>.</summary>
public static class StoreAddress
{
    /// <summary>What is wrong with it, to be read after its name; null where nothing is. No part of it is repeated: it may hold a password.</summary>
    public static string? Fault(string store)
    {
        NpgsqlConnectionStringBuilder address;
        try { address = new NpgsqlConnectionStringBuilder(store); }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return "is no connection string; it looks like Host=db1;Database=specimens;Username=specimens";
        }
        if (string.IsNullOrWhiteSpace(address.Host)) return "names no Host";
        if (string.IsNullOrWhiteSpace(address.Database)) return "names no Database";
        if (address.TargetSessionAttributes is { } target && !target.Equals("primary", StringComparison.OrdinalIgnoreCase)) return "may only have primary as its Target Session Attributes: a store is written";
        return null;
    }

    /// <summary>
    /// The same address, and of several hosts (<c>Host=db1,db2</c>) the one that may be written, whichever that is at the moment: who is known to be
    /// something else is asked again after two seconds, so that a standby that was promoted is found.
    /// </summary>
    public static string WithTarget(string store)
    {
        var address = new NpgsqlConnectionStringBuilder(store);
        if (!HasSeveral(address)) return store;
        address.TargetSessionAttributes ??= "primary";
        if (!address.ContainsKey(Recheck)) address.HostRecheckSeconds = 2;
        return address.ToString();
    }

    /// <summary>A source of several hosts is told of its target, and does not read it from its address.</summary>
    internal static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder address)
    {
        if (!HasSeveral(address)) return NpgsqlDataSource.Create(address);
        address.TargetSessionAttributes = null;
        return new NpgsqlDataSourceBuilder(address.ToString()).BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
    }

    const string Recheck = "Host Recheck Seconds";

    static bool HasSeveral(NpgsqlConnectionStringBuilder address) => address.Host!.Contains(',', StringComparison.Ordinal);
}
