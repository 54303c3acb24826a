using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class ConductorsApiTests : IronicTests
{
    [Test]
    public async Task There_is_one_conductor_and_it_is_alive()
    {
        var listed = (await Lab.GetAsync("/v1/conductors")).Body!["conductors"]!.AsArray();
        var shown = (await Lab.GetAsync("/v1/conductors/ironic-conductor")).Body!.AsObject();

        listed.Single()!.AsObject().Select(m => m.Key).ShouldBe(["hostname", "conductor_group", "alive", "links"]);
        shown["drivers"]!.AsArray().Select(driver => (string)driver!).Order().ShouldBe(["fake-hardware", "redfish", "valence"]);
        (await Lab.GetAsync("/v1/conductors/other")).Status.ShouldBe(404);
    }
}
