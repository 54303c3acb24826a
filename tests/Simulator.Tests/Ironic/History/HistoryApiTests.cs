using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class HistoryApiTests : IronicTests
{
    [Test]
    public async Task What_went_wrong_is_kept_with_the_node()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"]!["redfish_password"] = "wrong");
        await Lab.ProvisionAsync(uuid, "manage");
        await Lab.PassAsync(5);

        var entry = (await Lab.GetAsync($"/v1/nodes/{uuid}/history")).Body!["history"]!.AsArray().ShouldHaveSingleItem()!;
        var one = (await Lab.GetAsync($"/v1/nodes/{uuid}/history/{entry["uuid"]}")).Body!;

        entry["severity"]!.GetValue<string>().ShouldBe("ERROR");
        entry["event"]!.GetValue<string>().ShouldContain("wrong credentials");
        entry.AsObject().ContainsKey("event_type").ShouldBeFalse();
        one["event_type"]!.GetValue<string>().ShouldBe("verify");
        one["conductor"]!.GetValue<string>().ShouldBe("ironic-conductor");
        (await Lab.GetAsync($"/v1/nodes/{uuid}/history/55555555-5555-4555-8555-555555555555")).Status.ShouldBe(404);
        (await Lab.GetAsync($"/v1/nodes/{uuid}/history", "1.77")).Status.ShouldBe(404);
    }
}
