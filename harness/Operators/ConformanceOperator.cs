using Harness.Conformance;
using Harness.Conformance.Reports;
using Harness.Fixtures;
using Harness.Labs;

namespace Harness.Operators;

/// <summary>Checks Redfish services against the standard, as <c>harness check</c> does. Keeps the last report.</summary>
public sealed class ConformanceOperator(ScenarioLab lab)
{
    private ConformanceReport? _report;

    /// <summary>Null when this machine has no copy of the standard's schemas; what they would judge is then left out.</summary>
    public string? SchemaFolder { get; } = StandardSchemas.Find();

    public ConformanceReport Report => _report ?? throw new InvalidOperationException("Nothing was checked yet.");

    /// <summary>Checks the lab's pod.</summary>
    public Task CheckPodAsync() => CheckAsync(new Uri(lab.Addresses.Redfish.GetLeftPart(UriPartial.Authority)), lab.Addresses.User, lab.Addresses.Password);

    /// <summary>Starts the stub and checks it.</summary>
    public async Task CheckAsync(RedfishStub stub)
    {
        await stub.StartAsync();
        await CheckAsync(stub.Address, RedfishStub.User, RedfishStub.Password);
    }

    /// <summary>Findings of checks that the standard demands, as lines.</summary>
    public IReadOnlyList<(string Check, string Uri, string Line)> Findings() =>
        [.. Report.Failed.SelectMany(l => l.Findings.Select(f => (l.Check.Name, f.Uri, $"{l.Check.Name}: {f}")))];

    private async Task CheckAsync(Uri address, string user, string password) => _report = await ConformanceRun.RunAsync(
        new ConformanceSettings { Address = address, User = user, Password = password, SchemaFolder = SchemaFolder });
}
