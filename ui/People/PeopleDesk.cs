using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.People;

/// <param name="Name">null when it was never said, or was forgotten.</param>
public sealed record PersonLine(string Staff, string? Name, IReadOnlyList<Role> Roles, string? Place, bool HasCode, bool Locked, bool Ended);

/// <param name="Password">Shown once, to be changed by the person at the first sign-on.</param>
public sealed record GivenPassword(string Staff, string Password);

/// <summary>Says who people are and what they may.</summary>
sealed class PeopleDesk(UserManager<Person> people, PeopleDb db, StandingChanges changes, TimeProvider time)
{
    /// <summary>Without letters that look like digits, so that it can be read out.</summary>
    const string Letters = "23456789abcdefghjkmnpqrstvwxyz";
    const int LongestName = 80;

    public async Task<IReadOnlyList<PersonLine>> All(CancellationToken cancel)
    {
        var names = await db.Names.AsNoTracking().ToDictionaryAsync(n => n.Staff, n => n.Name, cancel);
        var now = time.GetUtcNow();
        return [.. (await db.Users.AsNoTracking().OrderBy(p => p.UserName).ToListAsync(cancel)).Select(p => new PersonLine(
            p.UserName!, names.GetValueOrDefault(p.UserName!), [.. p.RoleList], p.Place, p.TwoFactorEnabled, p.LockoutEnd > now, p.Ended))];
    }

    public async Task<GivenPassword> Add(string? staff, IReadOnlyCollection<Role> roles, string? place, string? name, CancellationToken cancel)
    {
        var id = StaffId.TryParse(staff?.Trim(), out var parsed) ? parsed.Value : throw Refusal.BadRequest("A staff id has letters, digits and dashes, such as S-0001.");
        Possible(roles, ref place);
        if (await people.FindByNameAsync(id) is not null) throw Refusal.Conflict($"{id} has an account already.");
        var password = NewPassword();
        Check(await people.CreateAsync(new Person { UserName = id, Roles = Words(roles), Place = place, MustChange = true, LockoutEnabled = true }, password));
        if (!string.IsNullOrWhiteSpace(name)) await Name(id, name.Trim(), cancel);
        return new GivenPassword(id, password);
    }

    /// <summary>A new password, and the authenticator to be set up anew: for somebody who lost either. Ends every sign-on.</summary>
    public async Task<GivenPassword> Reset(string? staff)
    {
        var person = await Known(staff);
        var password = NewPassword();
        Check(await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password));
        Check(await people.SetTwoFactorEnabledAsync(person, false));
        Check(await people.ResetAuthenticatorKeyAsync(person));
        Check(await people.SetLockoutEndDateAsync(person, null));
        person.MustChange = true;
        Check(await people.UpdateAsync(person));
        changes.Say(person.UserName!);
        return new GivenPassword(person.UserName!, password);
    }

    /// <summary>Ends every sign-on: what it may was said in its cookie.</summary>
    public async Task Change(string? staff, IReadOnlyCollection<Role> roles, string? place)
    {
        var person = await Known(staff);
        Possible(roles, ref place);
        await KeepsAnAdmin(person, roles.Contains(Role.Admin));
        (person.Roles, person.Place) = (Words(roles), place);
        Check(await people.UpdateSecurityStampAsync(person));
        changes.Say(person.UserName!);
    }

    /// <summary>The account stays, since facts name it; nobody gets in by it.</summary>
    public async Task End(string? staff, bool ended)
    {
        var person = await Known(staff);
        if (ended) await KeepsAnAdmin(person, false);
        person.Ended = ended;
        Check(await people.UpdateSecurityStampAsync(person));
        changes.Say(person.UserName!);
    }

    public Task ForgetName(string? staff, CancellationToken cancel) => db.Erasing(() => db.Names.Where(n => n.Staff == staff).ExecuteDeleteAsync(cancel), cancel);

    /// <summary>Every name there is. Facts keep their StaffIds, and nobody is called anything any more.</summary>
    public Task<int> ForgetAllNames(CancellationToken cancel) => db.Erasing(() => db.Names.ExecuteDeleteAsync(cancel), cancel);

    async Task Name(string staff, string name, CancellationToken cancel)
    {
        if (name.Length > LongestName || name.Any(char.IsControl)) throw Refusal.BadRequest($"A name has at most {LongestName} characters.");
        db.Names.Add(new PersonName { Staff = staff, Name = name });
        await db.SaveChangesAsync(cancel);
    }

    async Task KeepsAnAdmin(Person person, bool stays)
    {
        if (stays || !person.RoleList.Contains(Role.Admin)) return;
        var others = (await db.Users.AsNoTracking().Where(p => p.Id != person.Id && !p.Ended).ToListAsync()).Any(p => p.RoleList.Contains(Role.Admin));
        if (!others) throw Refusal.Conflict($"{person.UserName} is the only admin; make another one first.");
    }

    async Task<Person> Known(string? staff) => (staff is null ? null : await people.FindByNameAsync(staff)) ?? throw Refusal.NotFound("There is no such account.");

    static void Possible(IReadOnlyCollection<Role> roles, ref string? place)
    {
        place = string.IsNullOrWhiteSpace(place) ? null : place.Trim();
        if (roles.Count == 0) throw Refusal.BadRequest("A person has at least one role.");
        if (place is not null && !Party.TryParse(place, out _)) throw Refusal.BadRequest("A place is a party: centre:CW01, laboratory:LAB1, warehouse:WH1, vehicle:V001.");
        var needs = roles.Where(r => r is Role.Centre or Role.Driver or Role.Laboratory or Role.Warehouse).ToArray();
        if (needs.Length > 0 && place is null) throw Refusal.BadRequest($"{string.Join(", ", needs.Select(Kebab.Of))}: such a person has a place.");
    }

    static string Words(IEnumerable<Role> roles) => string.Join(' ', roles.Distinct().Order().Select(Kebab.Of));

    static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw Refusal.BadRequest(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}
