using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PCIeSlots v1_6_1, which the standard has deprecated: the slots of a chassis and what is in them.</summary>
internal sealed class PcieSlotsJson(string chassisId, IReadOnlyList<PcieCard> cards)
    : Resource(PcieUris.Slots(chassisId), Type, "PCIeSlots", $"PCIe slots of {chassisId}"), IResource
{
    public static string Type => "#PCIeSlots.v1_6_1.PCIeSlots";

    public IReadOnlyList<PcieSlotJson> Slots => [.. cards.Select(c => new PcieSlotJson(chassisId, c))];
}

internal sealed class PcieSlotJson(string chassisId, PcieCard card)
{
    [JsonPropertyName("PCIeType")]
    public string PcieType => PcieCard.Generation;

    public string SlotType => TypeOf(card);

    public int Lanes => card.Lanes;

    public bool HotPluggable => card.Kind == PcieKind.NVMe;

    public SlotLocation Location => new(new SlotPart(card.Slot));

    public Status Status => new("Enabled", "OK");

    public SlotLinks Links => new([new Link(PcieUris.Device(chassisId, card.Id))]);

    public static string TypeOf(PcieCard card) => card.Kind == PcieKind.NVMe ? "U2" : card.Lanes == 16 ? "FullLength" : "LowProfile";
}

internal sealed record SlotLocation(SlotPart PartLocation);

internal sealed record SlotPart(int LocationOrdinalValue)
{
    public string LocationType => "Slot";

    public string ServiceLabel => $"Slot {LocationOrdinalValue}";
}

internal sealed record SlotLinks([property: JsonPropertyName("PCIeDevice")] IReadOnlyList<Link> PcieDevice);
