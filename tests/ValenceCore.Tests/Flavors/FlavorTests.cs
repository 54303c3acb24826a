using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Flavors;

internal sealed class FlavorTests : CoreTests
{
    private const string Small = """
        {"name": "small", "description": "for tests",
         "properties": {"memory": {"capacity_mib": "8192", "type": "DDR4"}, "processor": {"total_cores": 8}, "pci_device": {"type": ["SSD", "NIC"]}}}
        """;

    [Test]
    public async Task The_description_of_a_flavor_is_kept()
    {
        var made = await Core.PostAsync("/v1/flavors", Small);

        (await Core.GetAsync($"/v1/flavors/{made.Text("uuid")}")).Text("description").ShouldBe("for tests");
    }

    [Test]
    public async Task Numbers_and_numeric_strings_come_back_as_they_were_sent()
    {
        var made = await Core.PostAsync("/v1/flavors", Small);

        made.Status.ShouldBe(HttpStatusCode.OK, made.ToString());
        made["properties"]["memory"]!["capacity_mib"]!.ToJsonString().ShouldBe("\"8192\"");
        made["properties"]["processor"]!["total_cores"]!.ToJsonString().ShouldBe("8");
        made.Text("created_at").ShouldMatch(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$");
    }

    [Test]
    public async Task All_problems_of_a_flavor_are_listed_at_once()
    {
        var answer = await Core.PostAsync("/v1/flavors", """
            {"colour": 1, "properties": {"memory": {"capacity_mib": "many"}, "processor": {"total_cores": 0}, "gpu": {}, "pci_device": {"type": ["Toaster"]}}}
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text("title").ShouldBe("Validation Error");
        foreach (var name in (string[])["colour", "name", "properties.memory.capacity_mib", "properties.processor.total_cores", "properties.gpu"])
        {
            answer.Detail.ShouldContain($"{name}: ");
        }

        answer.Detail.ShouldContain("properties.pci_device.type[0]: must be one of SSD, NIC, GPU, FPGA");
        (await Core.GetAsync("/v1/flavors")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_change_is_validated_like_a_new_flavor()
    {
        var uuid = (await Core.PostAsync("/v1/flavors", Small)).Text("uuid");

        var refused = await Core.PatchAsync($"/v1/flavors/{uuid}", """{"properties": {"memory": {"capacity_mib": -1}}, "name": "other"}""");
        var changed = await Core.PatchAsync($"/v1/flavors/{uuid}", """{"name": "tiny"}""");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        changed.Text("name").ShouldBe("tiny");
        changed.Text("description").ShouldBe("for tests");
    }

    [Test]
    public async Task A_deleted_flavor_is_gone()
    {
        var uuid = (await Core.PostAsync("/v1/flavors", Small)).Text("uuid");

        (await Core.DeleteAsync($"/v1/flavors/{uuid}")).Text("code").ShouldBe("DELETED");

        (await Core.GetAsync($"/v1/flavors/{uuid}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Core.DeleteAsync($"/v1/flavors/{uuid}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
