using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class VirtualMediaTests
{
    private const string OfSystem = "/redfish/v1/Systems/r1-d1-s1/VirtualMedia/Cd";
    private const string OfManager = "/redfish/v1/Managers/r1-d1-s1-bmc/VirtualMedia/Cd";
    private const string Insert = "/Actions/VirtualMedia.InsertMedia";
    private const string Eject = "/Actions/VirtualMedia.EjectMedia";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase(OfSystem, OfManager)]
    [TestCase(OfManager, OfSystem)]
    public async Task A_medium_is_seen_below_the_system_and_below_its_bmc(string here, string there)
    {
        (await Redfish.PostAsync(here + Insert, """{"Image":"http://images/a/boot.iso"}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        var seen = (await Redfish.GetAsync(there)).Body;
        seen.GetProperty("Image").GetString().ShouldBe("http://images/a/boot.iso");
        seen.GetProperty("ImageName").GetString().ShouldBe("boot.iso");
        seen.GetProperty("Inserted").GetBoolean().ShouldBeTrue();
        seen.GetProperty("WriteProtected").GetBoolean().ShouldBeTrue();
        seen.GetProperty("TransferProtocolType").GetString().ShouldBe("HTTP");
        (await Redfish.PostAsync(there + Eject)).Status.ShouldBe(HttpStatusCode.NoContent);
        var empty = (await Redfish.GetAsync(here)).Body;
        empty.GetProperty("Inserted").GetBoolean().ShouldBeFalse();
        empty.GetProperty("Image").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task A_drive_with_a_medium_takes_no_other()
    {
        await Redfish.PostAsync(OfSystem + Insert, """{"Image":"http://images/a.iso"}""");

        var answer = await Redfish.PostAsync(OfManager + Insert, """{"Image":"http://images/b.iso"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceInUse"]);
        (await Redfish.GetAsync(OfSystem)).Body.GetProperty("Image").GetString().ShouldBe("http://images/a.iso");
    }

    [TestCase("", "ActionParameterMissing #/Image")]
    [TestCase("""{"Image":"boot.iso"}""", "ActionParameterValueTypeError #/Image")]
    [TestCase("""{"Image":"ftp://images/boot.iso"}""", "ActionParameterValueTypeError #/Image")]
    [TestCase(
        """{"Image":1,"Inserted":"yes","TransferMethod":"Pigeon","Speed":2,"Password":5}""",
        "ActionParameterValueTypeError #/Image", "ActionParameterValueTypeError #/Inserted", "ActionParameterValueNotInList #/TransferMethod",
        "ActionParameterValueTypeError #/Password", "ActionParameterUnknown #/Speed")]
    public async Task A_bad_medium_is_told_all_its_problems_and_not_inserted(string body, params string[] problems)
    {
        var before = await Redfish.GetAsync(OfSystem);

        var answer = await Redfish.PostAsync(OfSystem + Insert, body.Length == 0 ? null : body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems);
        (await Redfish.GetAsync(OfSystem)).Text.ShouldBe(before.Text);
    }

    [Test]
    public async Task A_password_for_the_transfer_is_never_answered()
    {
        await Redfish.PostAsync(OfSystem + Insert, """{"Image":"https://images/a.iso","UserName":"u","Password":"hidden-word"}""");

        (await Redfish.GetAsync(OfSystem)).Text.ShouldNotContain("hidden-word");
        (await Redfish.GetAsync(OfSystem)).Body.GetProperty("UserName").GetString().ShouldBe("u");
    }

    [TestCase("/redfish/v1/Systems/none/VirtualMedia/Cd")]
    [TestCase("/redfish/v1/Systems/r1-d1-s1/VirtualMedia/0")]
    [TestCase("/redfish/v1/Managers/PodManager/VirtualMedia/Cd")]
    public async Task What_is_not_there_takes_no_medium(string drive) =>
        (await Redfish.PostAsync(drive + Insert, """{"Image":"http://images/a.iso"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
}
