using Microsoft.EntityFrameworkCore;

namespace SpecimenLogistics.Ui.People;

static class Erased
{
    /// <summary>Deletes so that a file of accounts does not hold it any longer: neither in the pages it lay in, nor in the log beside it.</summary>
    public static async Task<int> Erasing(this PeopleDb db, Func<Task<int>> delete, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return await delete();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", cancel);
            var deleted = await delete();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
            return deleted;
        }
        finally { await db.Database.CloseConnectionAsync(); }
    }
}
