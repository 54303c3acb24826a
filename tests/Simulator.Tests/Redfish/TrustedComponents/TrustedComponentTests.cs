using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>The trusted platform module of a sled.</summary>
public sealed class TrustedComponentTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string Module = "/redfish/v1/Chassis/r1-d1-s1/TrustedComponents/tpm";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_new_and_the_deprecated_form_tell_of_the_same_module()
    {
        var (system, module) = ((await _simulator.Redfish.GetAsync(System)).Body, (await _simulator.Redfish.GetAsync(Module)).Body);

        system.GetProperty("TrustedModules")[0].GetProperty("FirmwareVersion").GetString().ShouldBe(module.GetProperty("FirmwareVersion").GetString());
        system.GetProperty("Links").GetProperty("TrustedComponents")[0].GetProperty("@odata.id").GetString().ShouldBe(Module);
        module.GetProperty("Links").GetProperty("ComponentsProtected")[0].GetProperty("@odata.id").GetString().ShouldBe(System);
    }

    [TestCase("/redfish/v1/Chassis/r1-d1/TrustedComponents")]
    [TestCase("/redfish/v1/Chassis/r1-d1-s1/TrustedComponents/tpm-2")]
    public async Task What_there_is_not_is_not_found(string uri) => (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
}
