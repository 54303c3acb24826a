using Harness.Conformance;
using Harness.Conformance.Reports;
using Harness.Fixtures;

namespace Harness.Tests.Conformance;

/// <summary>Runs the check on a stub.</summary>
internal static class Checked
{
    public static ConformanceSettings SettingsFor(RedfishStub stub) => new()
    {
        Address = stub.Address, User = RedfishStub.User, Password = RedfishStub.Password, SchemaFolder = TinySchemas.Folder,
    };

    /// <summary>The small sound service, changed.</summary>
    public static async Task<ConformanceReport> SmallServiceAsync(Action<RedfishStub>? change = null, Func<ConformanceSettings, ConformanceSettings>? settings = null)
    {
        await using var stub = new RedfishStub().WithSmallService();
        change?.Invoke(stub);
        await stub.StartAsync();
        return await ConformanceRun.RunAsync((settings ?? (s => s))(SettingsFor(stub)));
    }
}
