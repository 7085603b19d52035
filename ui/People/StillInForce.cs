using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SpecimenLogistics.Ui.People;

/// <summary>A circuit brings no cookie again: whether its person may still be here is asked every minute.</summary>
sealed class StillInForce(ILoggerFactory log, IServiceScopeFactory scopes, IHostApplicationLifetime life) : RevalidatingServerAuthenticationStateProvider(log)
{
    protected override TimeSpan RevalidationInterval => PersonCookie.AskedAgain;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancel)
    {
        // A circuit may outlive the server's last request by minutes.
        if (life.ApplicationStopping.IsCancellationRequested) return false;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InForce>().Holds(state.User);
    }
}
