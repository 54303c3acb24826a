using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class FlavorTests : ClientTests
{
    [Test]
    public async Task Requirements_become_properties()
    {
        var made = await DoneAsync(
            "flavor", "create", "small", "--cores", "8", "--memory-mib", "8192", "--memory-type", "DDR4", "--processor-model", "Gold 6140",
            "--device", "SSD", "--device", "FPGA", "--drive", "capacity_gib=100,type=NVMe,pooled=true", "--description", "for tests", "-o", "json");

        made.Json["properties"]!.ToJsonString().ShouldBe(
            """
            {"processor":{"total_cores":8,"model":"Gold 6140"},"memory":{"capacity_mib":8192,"type":"DDR4"},"pci_device":{"type":["SSD","FPGA"]},"storage":[{"capacity_gib":100,"type":"NVMe","pooled":true}]}
            """);
        made.Json["description"]!.ToString().ShouldBe("for tests");
    }

    [Test]
    public async Task Properties_may_be_given_whole()
    {
        var made = await RunAsync(new Typed("flavor", "create", "f", "--properties", "-", "-o", "json") { Input = """{"memory": {"capacity_mib": 1024}}""" });

        made.Json["properties"]!["memory"]!["capacity_mib"]!.ToString().ShouldBe("1024");
        (await RunAsync("flavor", "create", "f", "--properties", "{")).Code.ShouldBe(2);
        (await RunAsync("flavor", "create", "f", "--properties", "{}", "--cores", "2")).Code.ShouldBe(2);
        (await RunAsync("flavor", "create", "f", "--properties", "@/no/such/file")).Code.ShouldBe(2);
        (await RunAsync("flavor", "create", "f", "--drive", "size=3")).Error.ShouldContain("allowed are capacity_gib, type, pooled");
    }

    [Test]
    public async Task The_problems_the_service_finds_are_shown_and_are_no_mistake_of_usage()
    {
        var refused = await RunAsync("flavor", "create", "f", "--drive", "type=Tape", "--cores", "0");

        refused.Code.ShouldBe(1);
        refused.Error.ShouldContain("properties.storage[0].type");
        refused.Error.ShouldContain("total_cores");
    }

    [Test]
    public async Task A_name_that_two_have_is_told_with_both_uuids()
    {
        var first = (await DoneAsync("flavor", "create", "twin", "-q")).Out.Trim();
        var second = (await DoneAsync("flavor", "create", "twin", "-q")).Out.Trim();

        var asked = await RunAsync("flavor", "show", "twin");

        asked.Code.ShouldBe(2);
        asked.Error.ShouldContain(first);
        asked.Error.ShouldContain(second);
        (await DoneAsync("flavor", "show", first, "-o", "json")).Json["uuid"]!.ToString().ShouldBe(first);
    }

    [Test]
    public async Task A_flavor_is_changed_and_forgotten_by_its_name()
    {
        await DoneAsync("flavor", "create", "old");

        await DoneAsync("flavor", "set", "old", "--name", "new", "--cores", "4");
        var listed = await DoneAsync("flavor", "list");
        await DoneAsync("flavor", "delete", "new");

        listed.Out.ShouldContain("new   processor.total_cores=4");
        (await RunAsync("flavor", "show", "new")).Code.ShouldBe(3);
        (await DoneAsync("flavor", "list", "-q")).Out.ShouldBeEmpty();
    }
}
