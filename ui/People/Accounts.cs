using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Ui;

/// <summary>Accounts without a server: for the command line.</summary>
public static class Accounts
{
    /// <summary>Makes an account in a file of accounts or in a database, which are made ready too where they are not; a server may be using them.</summary>
    /// <param name="roles">Words of <see cref="Role"/>.</param>
    /// <returns>The password, which is kept nowhere.</returns>
    /// <exception cref="AccountRefusedException">With the sentence that says what to mend.</exception>
    public static async Task<string> Add(string? file, string? store, string staff, IReadOnlyList<string> roles, string? place, string? name, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System).AddDataProtection();
        services.AddOptions<UiOptions>().Configure(options => (options.People, options.PeopleStore) = (file, store));
        services.AddAccounts();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PeopleFile>().StartAsync(cancel);
        await using var scope = provider.CreateAsyncScope();
        try
        {
            Role[] known = [.. roles.Select(word => Enum.TryParse<Role>(word, true, out var role) ? role : throw Refusal.BadRequest($"There is no role '{word}': {string.Join(", ", Enum.GetValues<Role>().Select(Kebab.Of))}."))];
            return (await scope.ServiceProvider.GetRequiredService<PeopleDesk>().Add(staff, known, place, name, cancel)).Password;
        }
        catch (Refusal why) { throw new AccountRefusedException(why.Message); }
    }
}

public sealed class AccountRefusedException(string sentence) : Exception(sentence);
