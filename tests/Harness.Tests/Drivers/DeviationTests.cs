using Harness.Drivers.Deviations;
using Harness.Drivers.Wire;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Drivers;

[TestFixture]
public sealed class DeviationTests
{
    private const string Json = "application/json";

    [TestCase("POST", "/redfish/v1/Nodes/Actions/Allocate", 200, "{}", "status", "answers 200 to a POST that makes something")]
    [TestCase("POST", "/redfish/v1/Systems/1/Actions/ComputerSystem.Reset", 201, "{}", "status", "answers 201 to an action")]
    [TestCase("PATCH", "/redfish/v1/Systems/1", 418, "{\"error\":{}}", "status", "answers 418 to PATCH")]
    [TestCase("GET", "/redfish/v1/Systems/1", 500, "{\"error\":{}}", "status", "answers 500 to GET")]
    [TestCase("POST", "/redfish/v1/Nodes", 201, "{}", "missing-location", "answers 201 without a Location header")]
    [TestCase("GET", "/redfish/v1/Systems/1", 200, "{\"@odata.type\":\"#ComputerSystem.v1_0_0.ComputerSystem\"}", "missing-etag", "shows a ComputerSystem without an ETag")]
    [TestCase("GET", "/redfish/v1/Systems", 200, "{\"Members\":[{\"@odata.id\":\"Systems/1\"}]}", "relative-link", "writes a @odata.id that is no absolute path")]
    [TestCase("GET", "/redfish/v1/Systems/1", 200, "{\"Actions\":{\"#ComputerSystem.Reset\":{\"target\":\"/r\"}}}", "missing-allowable-values", "offers #ComputerSystem.Reset without saying which reset types it takes")]
    [TestCase("GET", "/redfish/v1/Systems/9", 404, "", "silent-error", "answers 404 without an error object")]
    [TestCase("GET", "/redfish/v1/Systems/9", 200, "<html/>", "no-json", "answers 200 to GET without a JSON object")]
    public void What_is_unusual_is_told(string method, string path, int status, string body, string kind, string seen) =>
        Look(new Exchange(method, path, status, TimeSpan.Zero, null, null, Json, body)).ShouldContain(one => one.Kind == kind && one.Seen == seen);

    [TestCase("GET", 200, "{\"@odata.id\":\"/redfish/v1\"}")]
    [TestCase("PATCH", 204, "")]
    [TestCase("DELETE", 204, "")]
    [TestCase("GET", 404, "{\"error\":{}}")]
    public void What_is_usual_is_not(string method, int status, string body) =>
        Look(new Exchange(method, "/redfish/v1/Systems/1", status, TimeSpan.Zero, null, null, Json, body)).ShouldBeEmpty();

    [Test]
    public void The_same_deviation_is_told_once_with_its_count()
    {
        var list = new DeviationList(TimeSpan.FromSeconds(1));
        list.Look(new Exchange("GET", "/redfish/v1/Systems/1", 200, TimeSpan.FromSeconds(2), null, null, Json, "{}"));
        list.Look(new Exchange("GET", "/redfish/v1/Systems/2", 200, TimeSpan.FromSeconds(3), null, null, Json, "{}"));

        list.Found.ShouldBe([new Deviation("slow", "takes more than 1 s for GET", "an answer, or 202 with a task, within seconds", "GET /redfish/v1/Systems/1", 2)]);
    }

    private static IReadOnlyList<Deviation> Look(Exchange exchange)
    {
        var list = new DeviationList(TimeSpan.FromSeconds(1));
        list.Look(exchange);
        return list.Found;
    }
}
