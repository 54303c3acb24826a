using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PCIeSlots v1_6_1, which the standard has deprecated: the slots of a chassis and what is in them.</summary>
internal sealed class PcieSlotsJson(string chassisId, IReadOnlyList<PcieSlotJson> slots)
    : Resource(PcieUris.Slots(chassisId), Type, "PCIeSlots", $"PCIe slots of {chassisId}"), IResource
{
    public static string Type => "#PCIeSlots.v1_6_1.PCIeSlots";

    public IReadOnlyList<PcieSlotJson> Slots => slots;

    public static PcieSlotsJson Of(string chassisId, IReadOnlyList<PcieCard> cards) => new(chassisId, [.. cards.Select(c => PcieSlotJson.Of(chassisId, c))]);

    /// <summary>Of a box that extends a system: nobody has put a card into it.</summary>
    public static PcieSlotsJson Of(PooledDevice box) => new(box.Id, [.. Enumerable.Range(1, box.Slots).Select(PcieSlotJson.Empty)]);
}

internal sealed record PcieSlotJson(string SlotType, int Lanes, bool HotPluggable, SlotLocation Location, Status Status, SlotLinks? Links)
{
    private const int BoxLanes = 8;

    [JsonPropertyName("PCIeType")]
    public string PcieType => PcieCard.Generation;

    public static PcieSlotJson Of(string chassisId, PcieCard card) => new(
        TypeOf(card), card.Lanes, card.Kind == PcieKind.NVMe, new SlotLocation(new SlotPart(card.Slot)), new Status("Enabled", "OK"),
        new SlotLinks([new Link(PcieUris.Device(chassisId, card.Id))]));

    public static PcieSlotJson Empty(int number) => new(
        "FullLength", BoxLanes, HotPluggable: true, new SlotLocation(new SlotPart(number)), new Status("Absent", "OK"), Links: null);

    public static string TypeOf(PcieCard card) => card.Kind == PcieKind.NVMe ? "U2" : card.Lanes == 16 ? "FullLength" : "LowProfile";
}

internal sealed record SlotLocation(SlotPart PartLocation);

internal sealed record SlotPart(int LocationOrdinalValue)
{
    public string LocationType => "Slot";

    public string ServiceLabel => $"Slot {LocationOrdinalValue}";
}

internal sealed record SlotLinks([property: JsonPropertyName("PCIeDevice")] IReadOnlyList<Link> PcieDevice);
