using Harness.Labs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Labs;

[TestFixture]
public sealed class ExternalTargetTests
{
    [Test]
    public void Without_a_target_every_scenario_has_a_lab() => Read([]).ShouldBeNull();

    [Test]
    public void A_target_is_read_whole()
    {
        var pin = new string('A', 64);

        var target = Read(new() { ["TARGET"] = "external", ["POD_URL"] = "https://pod.example:8443/redfish/v1", ["POD_USER"] = "u", ["POD_PASSWORD"] = "p", ["POD_CA"] = $"sha256:{pin}" });

        target.ShouldBe(new ExternalTarget(new Uri("https://pod.example:8443/"), "u", "p", $"sha256:{pin.ToLowerInvariant()}", null, null, MayDestroy: false));
        target!.ToString().ShouldNotContain(" p ");
    }

    [Test]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var problem = Should.Throw<InvalidOperationException>(() => Read(new()
        {
            ["TARGET"] = "external", ["POD_URL"] = "pod.example", ["POD_USER"] = "u", ["POD_CA"] = "sha256:12", ["IRONIC_URL"] = "ironic",
        }));

        problem.Message.ShouldContain("POD_URL is 'pod.example'; write it as https://HOST:PORT");
        problem.Message.ShouldContain("IRONIC_URL is 'ironic'");
        problem.Message.ShouldContain("POD_PASSWORD is missing");
        problem.Message.ShouldContain("a fingerprint has 64 hex digits");
    }

    [Test]
    public void An_unknown_target_is_told() => Should.Throw<InvalidOperationException>(() => Read(new() { ["TARGET"] = "moon" })).Message.ShouldContain("TARGET is 'moon'");

    private static ExternalTarget? Read(Dictionary<string, string> variables) => ExternalTarget.Read(variables.GetValueOrDefault);
}
