using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SpecimenLogistics.Ui.People;

/// <summary>The tables of accounts in a database that holds others too. Of processes that start together one makes them.</summary>
static class PeopleTables
{
    public static async Task Make(DatabaseFacade db, CancellationToken cancel)
    {
        await using var alone = await db.BeginTransactionAsync(cancel);
        await db.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtext('specimen-people'), hashtext(current_schema()))", cancel);
        var there = await db.SqlQueryRaw<bool>("SELECT to_regclass('\"AspNetUsers\"') IS NOT NULL AS \"Value\"").SingleAsync(cancel);
        if (!there) await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancel);
        await alone.CommitAsync(cancel);
    }
}
