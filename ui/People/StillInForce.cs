using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SpecimenLogistics.Ui.People;

/// <summary>A circuit brings no cookie again: whether its person may still be here is asked every half minute, and at once when the account is changed here.</summary>
sealed class StillInForce : RevalidatingServerAuthenticationStateProvider
{
    public static readonly TimeSpan AskedAgain = TimeSpan.FromSeconds(30);

    readonly IServiceScopeFactory scopes;
    readonly IHostApplicationLifetime life;
    readonly StandingChanges changes;
    readonly ILogger log;

    public StillInForce(ILoggerFactory log, IServiceScopeFactory scopes, IHostApplicationLifetime life, StandingChanges changes) : base(log)
    {
        (this.scopes, this.life, this.changes, this.log) = (scopes, life, changes, log.CreateLogger<StillInForce>());
        changes.Changed += OnChanged;
    }

    protected override TimeSpan RevalidationInterval => AskedAgain;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancel)
    {
        // A circuit may outlive the server's last request by minutes.
        if (life.ApplicationStopping.IsCancellationRequested) return false;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InForce>().Holds(state.User);
    }

    void OnChanged(string staff) => _ = Ask(staff);

    async Task Ask(string staff)
    {
        try
        {
            var state = await GetAuthenticationStateAsync();
            if (state.User.Person()?.Value != staff || await ValidateAuthenticationStateAsync(state, CancellationToken.None)) return;
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (Exception error)
        {
            log.LogWarning(error, "Could not ask whether {Staff} may still be here; asking again within half a minute", staff);
        }
    }

    protected override void Dispose(bool disposing)
    {
        changes.Changed -= OnChanged;
        base.Dispose(disposing);
    }
}
