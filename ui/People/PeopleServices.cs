using System.Data.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ui.People;

static class PeopleServices
{
    /// <summary>Tells a person's cookie from the run's token; what every policy asks.</summary>
    public const string Desk = "desk";

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddAccounts().AddHostedService(provider => provider.GetRequiredService<PeopleFile>());
        services.AddScoped<SignOnDesk>().AddScoped<InForce>();
        services.AddSingleton<PersonCookie>().AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredService<PersonCookie>());
        services.AddScoped<AuthenticationStateProvider, StillInForce>();
        return services;
    }

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PeopleFile>().AddSingleton<StandingChanges>();
        services.AddDbContext<PeopleDb>((provider, options) => provider.GetRequiredService<PeopleFile>().Use(options));
        services.AddIdentityCore<Person>(identity =>
        {
            identity.User.AllowedUserNameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
            // Length is what makes a password hard to guess; rules about its letters make it hard to keep.
            (identity.Password.RequiredLength, identity.Password.RequireDigit, identity.Password.RequireUppercase) = (12, false, false);
            (identity.Password.RequireLowercase, identity.Password.RequireNonAlphanumeric, identity.Password.RequiredUniqueChars) = (false, false, 5);
            (identity.Lockout.MaxFailedAccessAttempts, identity.Lockout.DefaultLockoutTimeSpan) = (5, TimeSpan.FromMinutes(15));
        }).AddEntityFrameworkStores<PeopleDb>().AddDefaultTokenProviders();
        return services.AddScoped<PeopleDesk>();
    }

    public static AuthenticationBuilder AddPerson(this AuthenticationBuilder builder) => builder
        .AddCookie(PersonCookie.Scheme)
        .AddPolicyScheme(Desk, null, options => options.ForwardDefaultSelector = context =>
            !context.Request.Headers.ContainsKey("Authorization") && context.Request.Cookies.ContainsKey(context.RequestServices.GetRequiredService<PersonCookie>().Name)
                ? PersonCookie.Scheme
                : RunTokenHandler.SchemeName);
}

/// <summary>Where accounts are kept, there before the first request.</summary>
sealed class PeopleFile : IHostedService, IDisposable
{
    readonly IServiceProvider services;
    readonly bool inMemory;
    readonly string? store;
    readonly string file;
    AsyncServiceScope? open;

    public PeopleFile(IOptions<UiOptions> options, IServiceProvider services)
    {
        (this.services, store) = (services, options.Value.PeopleStore);
        inMemory = store is null && options.Value.People is null;
        file = (inMemory
            ? new DbConnectionStringBuilder { ["Data Source"] = $"people-{Guid.NewGuid():N}", ["Mode"] = "Memory", ["Cache"] = "Shared" }
            : new DbConnectionStringBuilder { ["Data Source"] = options.Value.People, ["Default Timeout"] = 10 }).ConnectionString;
    }

    public void Use(DbContextOptionsBuilder options)
    {
        if (store is null) options.UseSqlite(file);
        else options.UseNpgsql(store);
    }

    public async Task StartAsync(CancellationToken cancel)
    {
        var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeopleDb>().Database;
        // In memory it lives as long as one connection is open.
        if (inMemory)
        {
            open = scope;
            await db.OpenConnectionAsync(cancel);
        }
        if (store is null) await db.EnsureCreatedAsync(cancel);
        else await PeopleTables.Make(db, cancel);
        if (!inMemory) await scope.DisposeAsync();
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public void Dispose() => open?.Dispose();
}
