using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
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
        services.AddSingleton<PeopleFile>();
        services.AddDbContext<PeopleDb>((provider, options) => options.UseSqlite(provider.GetRequiredService<PeopleFile>().ConnectionString));
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
    readonly SqliteConnection? open;
    readonly IServiceProvider services;

    public PeopleFile(IOptions<UiOptions> options, IServiceProvider services)
    {
        this.services = services;
        ConnectionString = options.Value.People is { } file
            ? new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString()
            : new SqliteConnectionStringBuilder { DataSource = $"people-{Guid.NewGuid():N}", Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ToString();
        if (options.Value.People is not null) return;
        // In memory it lives as long as one connection is open.
        open = new SqliteConnection(ConnectionString);
        open.Open();
    }

    public string ConnectionString { get; }

    public async Task StartAsync(CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PeopleDb>().Database.EnsureCreatedAsync(cancel);
    }

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public void Dispose() => open?.Dispose();
}
