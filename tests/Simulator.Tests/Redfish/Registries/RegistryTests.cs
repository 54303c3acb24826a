using System.Net;
using System.Reflection;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Registries;

public sealed class RegistryTests
{
    private static IEnumerable<MethodInfo> Builders =>
        typeof(RedfishMessages).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(RedfishMessage));

    [TestCaseSource(nameof(Builders))]
    public void Every_error_is_made_from_a_row_of_the_registry(MethodInfo builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        object[] args = [.. builder.GetParameters().Select(p => p.ParameterType == typeof(string) ? $"#/{p.Name}" : (object)new[] { "x" })];

        var message = (RedfishMessage)builder.Invoke(null, args)!;

        var row = MessageRegistries.Base.Messages.Single(m => message.Id == $"Base.1.22.{m.Key}");
        message.Args.Count.ShouldBe(row.Arguments.Count);
        message.Severity.ShouldBe(row.Severity);
    }

    [Test]
    public void A_sentence_takes_its_arguments_as_they_were_sent()
    {
        var row = new MessageDefinition("Key", "OK", "%2 after %1.", "None.", "first", "second");

        row.Say(["%2", "%1"]).ShouldBe("%1 after %2.");
    }

    [Test]
    public void A_message_with_too_few_arguments_is_refused() =>
        Should.Throw<ArgumentException>(() => MessageRegistries.TaskEvent.Message("TaskAborted", []));

    [Test]
    public async Task Each_registry_leads_to_its_file()
    {
        await using var simulator = await StartedSimulator.StartAsync();
        var members = (await simulator.Redfish.GetAsync("/redfish/v1/Registries")).Body.GetProperty("Members");
        members.GetArrayLength().ShouldBe(MessageRegistries.All.Count + 2);
        foreach (var member in members.EnumerateArray().SkipLast(2)) // The last are the registries of BIOS attributes and of privileges.
        {
            var entry = (await simulator.Redfish.GetAsync(member.GetProperty("@odata.id").GetString()!)).Body;
            var answer = await simulator.Redfish.GetAsync(entry.GetProperty("Location")[0].GetProperty("Uri").GetString()!);

            answer.Status.ShouldBe(HttpStatusCode.OK);
            var file = answer.Body;
            $"{file.GetProperty("RegistryPrefix")}.{file.GetProperty("RegistryVersion")}".ShouldBe(file.GetProperty("Id").GetString());
            file.GetProperty("Id").GetString()!.ShouldStartWith(entry.GetProperty("Registry").GetString()!);
            if (StandardSchemas.Find() is { } schemas)
            {
                schemas.Problems(file).ShouldBeEmpty();
            }
        }
    }

    [Test]
    public void Keys_arguments_and_severities_are_those_of_the_standard()
    {
        if (StandardRegistry("Base.1.22.1") is null)
        {
            Assert.Ignore("There is no copy of the standard's registries beside the repository.");
            return;
        }

        foreach (var registry in MessageRegistries.All)
        {
            var standard = StandardRegistry(registry.Id)!.Value.GetProperty("Messages");
            foreach (var row in registry.Messages)
            {
                standard.TryGetProperty(row.Key, out var message).ShouldBeTrue(row.Key);
                row.Arguments.Count.ShouldBe(message.GetProperty("NumberOfArgs").GetInt32(), row.Key);
                row.Severity.ShouldBe(message.GetProperty("MessageSeverity").GetString(), row.Key);
            }
        }
    }

    [Test]
    public async Task Each_schema_leads_to_its_publisher()
    {
        await using var simulator = await StartedSimulator.StartAsync();

        var chassis = (await simulator.Redfish.GetAsync("/redfish/v1/JsonSchemas/Chassis.v1_28_0")).Body;

        chassis.GetProperty("Schema").GetString().ShouldBe("#Chassis.v1_28_0.Chassis");
        chassis.GetProperty("Location")[0].GetProperty("PublicationUri").GetString().ShouldBe("http://redfish.dmtf.org/schemas/v1/Chassis.v1_28_0.json");
        var file = await simulator.Redfish.GetAsync("/redfish/v1/JsonSchemas/Chassis.v1_28_0.json");
        file.Status.ShouldBe(HttpStatusCode.Found);
        file.Headers["Location"].ShouldBe("http://redfish.dmtf.org/schemas/v1/Chassis.v1_28_0.json");
        (await simulator.Redfish.GetAsync("/redfish/v1/JsonSchemas/Chassis.json")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await simulator.Redfish.GetAsync("/redfish/v1/JsonSchemas/Chassis")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static JsonElement? StandardRegistry(string id)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "redfish", "registries", $"{id}.json");
            if (File.Exists(file))
            {
                return JsonElement.Parse(File.ReadAllBytes(file));
            }
        }

        return null;
    }
}
