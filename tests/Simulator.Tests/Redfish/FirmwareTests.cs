using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>BIOS settings, secure boot, boot progress and boot options of a system.</summary>
public sealed class FirmwareTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string Bios = System + "/Bios";
    private const string Settings = Bios + "/Settings";
    private const string SecureBoot = System + "/SecureBoot";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task Bios_settings_wait_for_the_next_boot()
    {
        var answer = await Redfish.PatchAsync(Settings, """
            { "Attributes": { "SrIov": "Enabled", "BootTimeout": 10 },
              "@Redfish.SettingsApplyTime": { "@odata.type": "#Settings.v1_0_0.PreferredApplyTime", "ApplyTime": "OnReset" } }
            """);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.GetProperty("Attributes").GetProperty("SrIov").GetString().ShouldBe("Enabled");
        (await AttributeAsync("SrIov")).ShouldBe("Disabled");
        await BootAsync();
        (await AttributeAsync("SrIov")).ShouldBe("Enabled");
        (await AttributeAsync("BootTimeout")).ShouldBe("10");
        (await Redfish.GetAsync(Bios)).Body.GetProperty("@Redfish.Settings").GetProperty("Time").GetDateTimeOffset()
            .ShouldBe(_simulator.App.Clock.GetUtcNow());
    }

    [Test]
    public async Task A_reset_of_the_bios_brings_the_factory_settings_at_the_next_boot()
    {
        await Redfish.PatchAsync(Settings, """{"Attributes":{"TurboMode":"Disabled"}}""");
        await BootAsync();

        (await Redfish.PostAsync(Bios + "/Actions/Bios.ResetBios")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await AttributeAsync("TurboMode")).ShouldBe("Disabled");
        await BootAsync();
        (await AttributeAsync("TurboMode")).ShouldBe("Enabled");
    }

    [Test]
    public async Task A_reset_of_the_bios_shows_until_the_boot_that_brings_it()
    {
        await Redfish.PostAsync(Bios + "/Actions/Bios.ResetBios");

        (await PendingAsync()).ShouldBeTrue();
        await BootAsync();
        (await PendingAsync()).ShouldBeFalse();
        (await Redfish.GetAsync(Bios)).Body.GetProperty("@Redfish.Settings").GetProperty("Messages")[0].GetProperty("MessageId").GetString()
            .ShouldBe("Base.1.22.Success");

        async Task<bool> PendingAsync() => (await Redfish.GetAsync(Bios)).Body.GetProperty("ResetBiosToDefaultsPending").GetBoolean();
    }

    [Test]
    public async Task The_attribute_registry_tells_exactly_the_attributes_that_there_are()
    {
        var bios = (await Redfish.GetAsync(Bios)).Body;
        var entry = (await Redfish.GetAsync($"/redfish/v1/Registries/{bios.GetProperty("AttributeRegistry")}")).Body;

        var registry = (await Redfish.GetAsync(entry.GetProperty("Location")[0].GetProperty("Uri").GetString()!)).Body;

        var rows = registry.GetProperty("RegistryEntries").GetProperty("Attributes").EnumerateArray()
            .ToDictionary(a => a.GetProperty("AttributeName").GetString()!, StringComparer.Ordinal);
        var values = bios.GetProperty("Attributes").EnumerateObject().ToList();
        values.Select(v => v.Name).ShouldBe(rows.Keys, ignoreOrder: true);
        foreach (var value in values)
        {
            var row = rows[value.Name];
            JsonElement.DeepEquals(value.Value, row.GetProperty("DefaultValue")).ShouldBeTrue(value.Name);
            if (row.GetProperty("Type").GetString() == "Enumeration")
            {
                row.GetProperty("Value").EnumerateArray().Select(v => v.GetProperty("ValueName").GetString()).ShouldContain(value.Value.GetString());
            }
            else
            {
                value.Value.GetInt32().ShouldBeInRange(row.GetProperty("LowerBound").GetInt32(), row.GetProperty("UpperBound").GetInt32());
            }
        }

        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(registry).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task A_bios_password_is_changed_by_whom_knows_the_present_one()
    {
        (await ChangeAsync("", "one")).Status.ShouldBe(HttpStatusCode.NoContent);
        var refused = await ChangeAsync("", "two");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Problems.ShouldBe(["ActionParameterValueError #/OldPassword"]);
        (await ChangeAsync("one", "two")).Status.ShouldBe(HttpStatusCode.NoContent);

        var bad = await Redfish.PostAsync(Bios + "/Actions/Bios.ChangePassword", """{"PasswordName":"Root","OldPassword":1}""");
        bad.Problems.ShouldBe(
            ["ActionParameterValueNotInList #/PasswordName", "ActionParameterValueTypeError #/OldPassword", "ActionParameterMissing #/NewPassword"],
            ignoreOrder: true);

        Task<Answer> ChangeAsync(string old, string wanted) => Redfish.PostAsync(
            Bios + "/Actions/Bios.ChangePassword", $$"""{"PasswordName":"AdministratorPassword","OldPassword":"{{old}}","NewPassword":"{{wanted}}"}""");
    }

    [Test]
    public async Task All_problems_of_bios_settings_are_told_and_nothing_is_changed()
    {
        var before = await Redfish.GetAsync(Settings);

        var answer = await Redfish.PatchAsync(Settings, """
            { "Attributes": { "SrIov": "Perhaps", "BootTimeout": 61, "NumaNodesPerSocket": 1.5, "TurboMode": true, "Colour": "red", "PowerProfile": "Performance" },
              "@Redfish.SettingsApplyTime": { "ApplyTime": "Immediate" }, "Id": "x" }
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
        [
            "PropertyValueNotInList #/Attributes/SrIov",
            "PropertyValueOutOfRange #/Attributes/BootTimeout",
            "PropertyValueOutOfRange #/Attributes/NumaNodesPerSocket",
            "PropertyValueTypeError #/Attributes/TurboMode",
            "PropertyUnknown #/Attributes/Colour",
            "PropertyValueNotInList #/@Redfish.SettingsApplyTime/ApplyTime",
            "PropertyNotWritable #/Id",
        ], ignoreOrder: true);
        (await Redfish.GetAsync(Settings)).Text.ShouldBe(before.Text);
        (await Redfish.PatchAsync(Bios, "{}")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task Secure_boot_counts_from_the_next_boot_on()
    {
        var answer = await Redfish.PatchAsync(SecureBoot, """{"SecureBootEnable":true}""");

        answer.Body.GetProperty("SecureBootEnable").GetBoolean().ShouldBeTrue();
        answer.Body.GetProperty("SecureBootCurrentBoot").GetString().ShouldBe("Disabled");
        await BootAsync();
        (await Redfish.GetAsync(SecureBoot)).Body.GetProperty("SecureBootCurrentBoot").GetString().ShouldBe("Enabled");
    }

    [TestCase("ResetAllKeysToDefault", "UserMode", "Enabled")]
    [TestCase("DeleteAllKeys", "SetupMode", "Disabled")]
    [TestCase("DeletePK", "SetupMode", "Disabled")]
    public async Task Without_keys_nothing_is_booted_securely(string reset, string mode, string current)
    {
        await Redfish.PatchAsync(SecureBoot, """{"SecureBootEnable":true}""");

        var answer = await Redfish.PostAsync(SecureBoot + "/Actions/SecureBoot.ResetKeys", $$"""{"ResetKeysType":"{{reset}}"}""");
        await BootAsync();

        answer.Status.ShouldBe(HttpStatusCode.NoContent);
        var body = (await Redfish.GetAsync(SecureBoot)).Body;
        body.GetProperty("SecureBootMode").GetString().ShouldBe(mode);
        body.GetProperty("SecureBootCurrentBoot").GetString().ShouldBe(current);
    }

    [TestCase("", "ActionParameterMissing #/ResetKeysType")]
    [TestCase("""{"ResetKeysType":"All","Force":1}""", "ActionParameterValueNotInList #/ResetKeysType", "ActionParameterUnknown #/Force")]
    public async Task A_bad_reset_of_keys_is_told_all_its_problems(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(SecureBoot + "/Actions/SecureBoot.ResetKeys", body.Length == 0 ? null : body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems);
    }

    [Test]
    public async Task Boot_progress_walks_through_its_stages_until_the_system_runs()
    {
        var seen = new List<string> { await StageAsync() };
        await ResetAsync("On");
        for (var i = 0; i < 16; i++)
        {
            seen.Add(await StageAsync());
            await _simulator.PassAsync(0.5);
        }

        seen.Add(await StageAsync());
        await ResetAsync("ForceOff");
        seen.Add(await StageAsync());

        seen.Distinct().Append(seen[^1]).ShouldBe(
        [
            "None", "PrimaryProcessorInitializationStarted", "MemoryInitializationStarted", "PCIResourceConfigStarted",
            "SystemHardwareInitializationComplete", "OSBootStarted", "OSRunning", "None",
        ]);
    }

    [Test]
    public async Task The_boot_order_names_the_boot_options()
    {
        var order = (await Redfish.GetAsync(System)).Body.GetProperty("Boot").GetProperty("BootOrder").EnumerateArray().Select(o => o.GetString()!).ToList();

        order.Count.ShouldBeGreaterThan(2);
        foreach (var reference in order)
        {
            (await Redfish.GetAsync($"{System}/BootOptions/{reference}")).Body.GetProperty("BootOptionReference").GetString().ShouldBe(reference);
        }

        (await Redfish.PatchAsync(System, """{"Boot":{"BootOrder":[]}}""")).Problems.ShouldBe(["PropertyValueFormatError #/Boot/BootOrder"]);
    }

    private async Task BootAsync()
    {
        await ResetAsync("ForceOff");
        await ResetAsync("On");
        await _simulator.PassAsync(8);
    }

    private Task<Answer> ResetAsync(string type) => Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", $$"""{"ResetType":"{{type}}"}""");

    private async Task<string> AttributeAsync(string name) => (await Redfish.GetAsync(Bios)).Body.GetProperty("Attributes").GetProperty(name).ToString();

    private async Task<string> StageAsync() =>
        (await Redfish.GetAsync(System)).Body.GetProperty("BootProgress").GetProperty("LastState").GetString()!;
}
