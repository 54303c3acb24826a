using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>fake-hardware</c>: machines that exist in the conductor's memory alone and obey at once.</summary>
internal sealed class FakeHardware : IHardwareType, ISecureBoot, INmi, IConsole, IVendorMethods
{
    private readonly ConcurrentDictionary<string, Machine> _machines = new(StringComparer.Ordinal);

    public string Name => "fake-hardware";

    public bool BootsMachines => false;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Interfaces { get; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["bios"] = ["no-bios"], ["boot"] = ["fake"], ["console"] = ["fake", "no-console"], ["deploy"] = ["fake"], ["firmware"] = ["no-firmware"],
        ["inspect"] = ["fake", "no-inspect"], ["management"] = ["fake"], ["network"] = ["noop", "flat"], ["power"] = ["fake"],
        ["raid"] = ["no-raid"], ["rescue"] = ["fake", "no-rescue"], ["storage"] = ["noop"], ["vendor"] = ["fake", "no-vendor"],
    };

    public IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> BootDevices { get; } = ["pxe"];

    public IReadOnlyList<string> Problems(IronicNode node) => [];

    public Task<MachineReading> ReadAsync(BmcCall call) => Task.FromResult(new MachineReading(Of(call).Power, IsSettled: true, Of(call).BootMode));

    public Task ResetAsync(BmcCall call, MachineReset reset) => Change(call, m => m with
    {
        Power = reset is MachineReset.On or MachineReset.GracefulRestart ? PowerState.On : PowerState.Off,
    });

    public Task<BootDevice> GetBootDeviceAsync(BmcCall call) => Task.FromResult(Of(call).Boot);

    public Task SetBootDeviceAsync(BmcCall call, BootDevice device) => Change(call, m => m with { Boot = device });

    public Task SetBootModeAsync(BmcCall call, string mode) => Change(call, m => m with { BootMode = mode });

    public Task<Inspection> InspectAsync(BmcCall call) => Task.FromResult(new Inspection(null, null, null, null, Of(call).BootMode, []));

    public Task<bool?> GetSecureBootAsync(BmcCall call) => Task.FromResult(Of(call).SecureBoot);

    public Task SetSecureBootAsync(BmcCall call, bool isOn) => Change(call, m => m with { SecureBoot = isOn });

    public Task ResetKeysAsync(BmcCall call, string reset) => Task.CompletedTask;

    public Task InjectNmiAsync(BmcCall call) => Task.CompletedTask;

    public JsonObject ConsoleOf(IronicNode node) => new() { ["type"] = "shellinabox", ["url"] = $"http://console.invalid/{node.Uuid}" };

    public IReadOnlyDictionary<string, VendorMethod> NodeMethods { get; } = new Dictionary<string, VendorMethod>(StringComparer.Ordinal)
    {
        ["echo"] = new(["POST", "GET"], "Answers its arguments.", (_, arguments) => Task.FromResult<JsonNode?>(arguments.DeepClone())),
        ["count_seconds"] = new(["POST"], "Keeps the node busy for a while.", (_, _) => Task.FromResult<JsonNode?>(null)) { IsAsync = true },
    };

    private Machine Of(BmcCall call) => _machines.GetValueOrDefault(call.Node.Uuid, Machine.New);

    private Task Change(BmcCall call, Func<Machine, Machine> change)
    {
        _machines.AddOrUpdate(call.Node.Uuid, _ => change(Machine.New), (_, m) => change(m));
        return Task.CompletedTask;
    }

    private sealed record Machine(string Power, BootDevice Boot, string? BootMode)
    {
        public bool? SecureBoot { get; init; }

        public static readonly Machine New = new(PowerState.Off, new BootDevice("pxe", IsPersistent: false), BootMode: null);
    }
}
