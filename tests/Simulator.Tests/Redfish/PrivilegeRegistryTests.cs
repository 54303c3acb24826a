using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish;

public sealed class PrivilegeRegistryTests
{
    private static readonly string[] Operations = ["GET", "HEAD", "PATCH", "POST", "PUT", "DELETE"];

    [Test]
    public async Task The_registry_tells_what_decides()
    {
        var file = await ReadAsync();

        Needed(file, "ManagerNetworkProtocol", "PATCH").ShouldBe(["ConfigureManager"]);
        Needed(file, "ComputerSystem", "PATCH").ShouldBe(["ConfigureComponents"]);
        Needed(file, "ServiceRoot", "GET").ShouldBe(["Login", "NoAuth"]);
        Needed(file, "ManagerAccount", "PATCH").ShouldBe(["ConfigureUsers"]);
        var account = Mapping(file, "ManagerAccount").GetProperty("PropertyOverrides")[0];
        account.GetProperty("Targets")[0].GetString().ShouldBe("Password");
        Sets(account.GetProperty("OperationMap").GetProperty("PATCH")).ShouldBe(["ConfigureUsers", "ConfigureSelf"]);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(file).ShouldBeEmpty();
        }
    }

    /// <summary>DMTF's registry is not part of every copy of its data; where it lies beside the other registries, each kind is held to it.</summary>
    [Test]
    public async Task Every_kind_needs_what_the_standard_asks_for()
    {
        if (Standard() is not { } standard)
        {
            Assert.Ignore("There is no copy of the standard's privilege registry beside the repository.");
            return;
        }

        var known = standard.GetProperty("Mappings").EnumerateArray().ToDictionary(m => m.GetProperty("Entity").GetString()!, m => m.GetProperty("OperationMap"));
        var ours = await ReadAsync();

        var others = from mapping in ours.GetProperty("Mappings").EnumerateArray()
            let kind = mapping.GetProperty("Entity").GetString()!
            where known.ContainsKey(kind)
            from operation in Operations
            // There is no operation of these that the tree offers and the registry treats otherwise.
            where !(kind is "ManagerAccount" && operation is ("HEAD" or "PATCH")) && !(kind is ("SessionCollection" or "Session") && operation is not ("GET" or "HEAD"))
            let wanted = Sets(known[kind].GetProperty(operation)).Order()
            let given = Sets(mapping.GetProperty("OperationMap").GetProperty(operation)).Order()
            where !wanted.SequenceEqual(given)
            select $"{operation} {kind}: {string.Join(" or ", given)}, not {string.Join(" or ", wanted)}";
        others.ShouldBeEmpty();
    }

    [TestCase("ComputerSystem", "ConfigureComponents", "/redfish/v1/Systems/{id}/LogServices/{log}/Actions/LogService.ClearLog")]
    [TestCase("Chassis", "ConfigureComponents", "/redfish/v1/Chassis/{id}/LogServices/{log}")]
    [TestCase("Manager", "ConfigureManager", "/redfish/v1/Managers/{id}/LogServices/{log}")]
    public void A_kind_may_need_something_else_below_another(string above, string needed, string route)
    {
        var kinds = new RouteKinds();
        var root = route[..route.IndexOf("/{id}", StringComparison.Ordinal)];
        kinds.Add("/redfish/v1", "#ServiceRoot.v1_20_0.ServiceRoot");
        kinds.Add(root, $"#{above}Collection.{above}Collection");
        kinds.Add(root + "/{id}", $"#{above}.v1_0_0.{above}");
        kinds.Add(root + "/{id}/LogServices/{log}", "#LogService.v1_9_0.LogService");

        PrivilegeMap.Find(kinds.ChainOf(route)).Change.ShouldHaveSingleItem().Privilege.ToString().ShouldBe(needed);
    }

    private static async Task<JsonElement> ReadAsync()
    {
        await using var simulator = await StartedSimulator.StartAsync();
        var entry = (await simulator.Redfish.GetAsync("/redfish/v1/Registries/RackSimulator_1.0.0_PrivilegeRegistry")).Body;
        var file = await simulator.Redfish.GetAsync(entry.GetProperty("Location")[0].GetProperty("Uri").GetString()!);
        file.Status.ShouldBe(HttpStatusCode.OK);
        return file.Body;
    }

    private static JsonElement Mapping(JsonElement file, string kind) =>
        file.GetProperty("Mappings").EnumerateArray().Single(m => m.GetProperty("Entity").GetString() == kind);

    private static IEnumerable<string> Needed(JsonElement file, string kind, string operation) =>
        Sets(Mapping(file, kind).GetProperty("OperationMap").GetProperty(operation));

    private static IEnumerable<string> Sets(JsonElement operation) =>
        operation.EnumerateArray().Select(o => string.Join('+', o.GetProperty("Privilege").EnumerateArray().Select(p => p.GetString())));

    private static JsonElement? Standard()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var registries = new DirectoryInfo(Path.Combine(folder.FullName, "shared", "data", "redfish", "registries"));
            if (registries.Exists && registries.EnumerateFiles("*PrivilegeRegistry.json").MaxBy(f => f.Name, StringComparer.Ordinal) is { } file)
            {
                return JsonElement.Parse(File.ReadAllBytes(file.FullName));
            }
        }

        return null;
    }
}
