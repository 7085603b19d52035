using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>A PostgreSQL store's address, as a person writes it: <c>Host=db1;Database=specimens;Username=specimens</c>.</summary>
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
        return null;
    }
}
