using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>A PATCH with properties that nobody can write among others that can be.</summary>
public sealed class PartialPatchTests
{
    private const string Host = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task What_can_be_written_is_and_the_rest_is_told_beside_its_place()
    {
        var answer = await Redfish.PatchAsync(Host, """
            {"AssetTag":"A-9","SerialNumber":"x","Colour":"red","Boot":{"BootSourceOverrideTarget":"Pxe","Speed":2}}
            """);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("AssetTag").GetString().ShouldBe("A-9");
        answer.Body.GetProperty("Boot").GetProperty("BootSourceOverrideTarget").GetString().ShouldBe("Pxe");
        Told(answer.Body, "SerialNumber").ShouldBe(["PropertyNotWritable #/SerialNumber"]);
        Told(answer.Body, "Colour").ShouldBe(["PropertyUnknown #/Colour"]);
        Told(answer.Body.GetProperty("Boot"), "Speed").ShouldBe(["PropertyUnknown #/Boot/Speed"]);
        Told(answer.Body, "").Count.ShouldBe(3);
    }

    [Test]
    public async Task The_answer_has_the_tag_of_the_resource_as_it_is_now()
    {
        var answer = await Redfish.PatchAsync(Host, """{"AssetTag":"A-9","Colour":"red"}""");
        var now = await Redfish.GetAsync(Host);

        answer.Headers["ETag"].ShouldBe(now.Headers["ETag"]);
        answer.Body.GetProperty("@odata.etag").GetString().ShouldBe(now.Headers["ETag"]);
        now.Text.ShouldNotContain("ExtendedInfo");
    }

    [TestCase("""{"SerialNumber":"x"}""", "PropertyNotWritable #/SerialNumber")]
    [TestCase("""{"@odata.etag":"x","Colour":"red"}""", "PropertyUnknown #/Colour")]
    [TestCase("""{"Boot":{"Speed":2}}""", "PropertyUnknown #/Boot/Speed")]
    [TestCase("""{"AssetTag":5,"Colour":"red"}""", "PropertyValueTypeError #/AssetTag", "PropertyUnknown #/Colour")]
    [TestCase("""{"AssetTag":"A-9","HostName":"-","Colour":"red"}""", "PropertyValueFormatError #/HostName", "PropertyUnknown #/Colour")]
    public async Task Nothing_is_done_when_nothing_can_be_or_a_value_is_wrong(string body, params string[] problems)
    {
        var before = await Redfish.GetAsync(Host);

        var answer = await Redfish.PatchAsync(Host, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync(Host)).Text.ShouldBe(before.Text);
    }

    [Test]
    public async Task What_refuses_the_rest_is_told_with_what_cannot_be_written()
    {
        await Redfish.PostAsync("/redfish/v1/AccountService/Accounts", """{"UserName":"eve","Password":"battery staple","RoleId":"ReadOnly"}""");
        var bob = await Redfish.PostAsync("/redfish/v1/AccountService/Accounts", """{"UserName":"bob","Password":"battery staple","RoleId":"ReadOnly"}""");

        var answer = await Redfish.PatchAsync(bob.Headers["Location"], """{"UserName":"eve","Colour":"red"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.Select(p => p.Split(' ')[0]).ShouldBe(["ResourceAlreadyExists", "PropertyUnknown"]);
    }

    private static List<string> Told(JsonElement place, string property) =>
    [
        .. place.GetProperty(property + "@Message.ExtendedInfo").EnumerateArray()
            .Select(m => $"{m.GetProperty("MessageId").GetString()!.Split('.')[^1]} {m.GetProperty("RelatedProperties")[0].GetString()}"),
    ];
}
