using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>The pages over BX-0420 with its real chain, which a test may tamper with.</summary>
sealed class AuditHost : IAsyncDisposable
{
    AuditHost(UiHost ui, RealChain chain, TamperedEvidence evidence) => (Ui, Chain, Evidence) = (ui, chain, evidence);

    public UiHost Ui { get; }
    public RealChain Chain { get; }
    public TamperedEvidence Evidence { get; }

    public static async Task<AuditHost> Start()
    {
        var store = new FakeStore();
        AuditStory.Fill(store);
        BenchBoxes.Fill(store);
        var chain = await RealChain.Of(store, AuditStory.Now, AuditStory.Stream, "box/BX-0001", "box/BX-0002");
        var evidence = new TamperedEvidence(chain.Evidence);
        var ui = await UiHost.Start(
            AuditStory.Now, (pages, _) => { AuditStory.Fill(pages); BenchBoxes.Fill(pages); },
            services => services.AddSingleton<IEvidence>(evidence).AddSingleton(chain.Roots));
        return new AuditHost(ui, chain, evidence);
    }

    public async ValueTask DisposeAsync()
    {
        await Ui.DisposeAsync();
        Chain.Dispose();
    }
}
