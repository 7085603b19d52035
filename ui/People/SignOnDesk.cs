using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.People;

/// <summary>What stands between a person and the screens.</summary>
public enum SignOnStep { Password, Code, SetUpCode, NewPassword, In }

/// <param name="Ticket">Proves for five minutes what was passed already; null before the password was right.</param>
/// <param name="Problem">A word of <c>sign-on.problem.*</c>; null when nothing is wrong.</param>
/// <param name="Key">The secret to put into an authenticator, once.</param>
public sealed record SignOnAnswer(SignOnStep Step, Person? Person = null, string? Ticket = null, string? Problem = null, string? Key = null);

/// <summary>
/// Lets people in, a step at a time: the password, for admins and whoever set one up a code of six figures, and a password of
/// their own when they were given one. Five wrong ones in a row lock the account for a quarter of an hour.
/// </summary>
sealed class SignOnDesk(UserManager<Person> people, IDataProtectionProvider protection)
{
    static readonly TimeSpan TicketLasts = TimeSpan.FromMinutes(5);
    const int ChecksAtOnce = 4;

    /// <summary>A password check takes a core for a tenth of a second: strangers must not take all.</summary>
    static readonly SemaphoreSlim Checking = new(ChecksAtOnce);

    readonly ITimeLimitedDataProtector tickets = protection.CreateProtector("sign-on").ToTimeLimitedDataProtector();

    public async Task<SignOnAnswer> Password(string? staff, string? password, CancellationToken cancel)
    {
        if (!await Checking.WaitAsync(TimeSpan.FromSeconds(5), cancel)) throw Refusal.Unavailable("Too many sign-ons at once. Try again in a moment.");
        try
        {
            var person = StaffId.TryParse(staff?.Trim(), out var id) ? await people.FindByNameAsync(id.Value) : null;
            if (person is null or { Ended: true })
            {
                // As long as a real check takes, so that an answer's time does not tell which ids exist.
                people.PasswordHasher.VerifyHashedPassword(new Person(), NobodysHash.Value, password ?? "");
                return new SignOnAnswer(SignOnStep.Password, Problem: "wrong");
            }
            if (await people.IsLockedOutAsync(person)) return new SignOnAnswer(SignOnStep.Password, Problem: "locked");
            if (!await people.CheckPasswordAsync(person, password ?? "")) return await Failed(person, SignOnStep.Password, null);
            return await Next(person, passedCode: false);
        }
        finally { Checking.Release(); }
    }

    public async Task<SignOnAnswer> Code(string? ticket, string? code)
    {
        if (await Holder(ticket, "password") is not { } person) return new SignOnAnswer(SignOnStep.Password, Problem: "expired");
        var step = person.TwoFactorEnabled ? SignOnStep.Code : SignOnStep.SetUpCode;
        if (await people.IsLockedOutAsync(person)) return new SignOnAnswer(SignOnStep.Password, Problem: "locked");
        var right = await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, (code ?? "").Replace(" ", "", StringComparison.Ordinal));
        if (!right) return await Failed(person, step, ticket);
        if (!person.TwoFactorEnabled) Check(await people.SetTwoFactorEnabledAsync(person, true));
        return await Next(person, passedCode: true);
    }

    public async Task<SignOnAnswer> NewPassword(string? ticket, string? password, string? again)
    {
        if (await Holder(ticket, "code") is not { } person) return new SignOnAnswer(SignOnStep.Password, Problem: "expired");
        var problem = password is null || password != again ? "differ" : await people.CheckPasswordAsync(person, password) ? "same" : null;
        if (problem is null)
        {
            var changed = await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password!);
            problem = changed.Succeeded ? null : "weak";
        }
        if (problem is not null) return new SignOnAnswer(SignOnStep.NewPassword, person, ticket, problem);
        person.MustChange = false;
        Check(await people.UpdateAsync(person));
        return await In(person);
    }

    async Task<SignOnAnswer> Next(Person person, bool passedCode)
    {
        if (!passedCode && person.TwoFactorEnabled) return new SignOnAnswer(SignOnStep.Code, person, Ticket(person, "password"));
        if (!passedCode && person.RoleList.Contains(Role.Admin)) return new SignOnAnswer(SignOnStep.SetUpCode, person, Ticket(person, "password"), Key: await Key(person));
        if (person.MustChange) return new SignOnAnswer(SignOnStep.NewPassword, person, Ticket(person, "code"));
        return await In(person);
    }

    async Task<SignOnAnswer> In(Person person)
    {
        Check(await people.ResetAccessFailedCountAsync(person));
        return new SignOnAnswer(SignOnStep.In, person);
    }

    async Task<SignOnAnswer> Failed(Person person, SignOnStep step, string? ticket)
    {
        Check(await people.AccessFailedAsync(person));
        if (await people.IsLockedOutAsync(person)) return new SignOnAnswer(SignOnStep.Password, Problem: "locked");
        return new SignOnAnswer(step, step == SignOnStep.Password ? null : person, ticket, "wrong", step == SignOnStep.SetUpCode ? await Key(person) : null);
    }

    async Task<string> Key(Person person)
    {
        if (await people.GetAuthenticatorKeyAsync(person) is { } known) return known;
        Check(await people.ResetAuthenticatorKeyAsync(person));
        return (await people.GetAuthenticatorKeyAsync(person))!;
    }

    string Ticket(Person person, string passed) => tickets.Protect($"{passed}\n{person.Id}", TicketLasts);

    async Task<Person?> Holder(string? ticket, string passed)
    {
        try
        {
            return ticket is not null && tickets.Unprotect(ticket).Split('\n') is [var what, var id] && what == passed ? await people.FindByIdAsync(id) : null;
        }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }

    static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Person>().HashPassword(new Person(), Guid.NewGuid().ToString()));
}
