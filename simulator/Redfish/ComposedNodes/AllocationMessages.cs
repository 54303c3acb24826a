namespace Simulator.Redfish;

/// <summary>What the reference pod manager says of requests that it does not understand; clients and people know the sentences (Intel RSD, allocation errors).</summary>
internal static class AllocationMessages
{
    public const string ConflictTitle = "Conflict during allocation";
    public const string InvalidTitle = "Request payload is invalid or missing.";
    public const string StateTitle = "Resources state mismatch.";
    public const string NoSystem = "There are no computer systems available for this allocation request.";

    public static RedfishMessage UnsupportedSet(string pointer, string resolution) =>
        Of(pointer, "This set of parameters are not supported for allocation", resolution);

    public static RedfishMessage MultipleRemoteDrives(string pointer) =>
        Of(pointer, "Creation of Systems with multiple RemoteDrives is not supported", "Ask for one, and attach others afterwards.");

    public static RedfishMessage CopyOverNvme(string pointer) =>
        Of(pointer, "Clones and snapshots are not supported over NVMeOverFabrics", "Ask for iSCSI, or for an empty volume.");

    public static RedfishMessage NoRdma(string pointer) =>
        Of(pointer, "A remote drive over NVMeOverFabrics needs a requested interface that supports RoCE or RoCEv2", "Ask for an Ethernet interface too.");

    public static RedfishMessage DifferentSystems(string pointer) =>
        Of(pointer, "Resources of the request lie in different systems", "Name resources of one system.");

    public static RedfishMessage DifferentChassis(string pointer) =>
        Of(pointer, "Items of the request name different chassis", "Name one chassis.");

    public static RedfishMessage NoSystemIn(string pointer) =>
        Of(pointer, "The chassis that is named holds no system", "Name a sled, a drawer with sleds, or a rack.");

    // The text claims both ends, the reference takes neither.
    public static RedfishMessage VlanOutOfRange(string pointer) =>
        Of(pointer, "VLANId must be in range 1 - 4094", "Send a number above 1 and below 4094.");

    public static RedfishMessage VlanReserved(string pointer, IEnumerable<int> reserved) =>
        Of(pointer, "VLANId is reserved", $"Send none of {string.Join(", ", reserved)}.");

    public static RedfishMessage VlanTwice(string pointer) =>
        Of(pointer, "VLANs must have unique ids", "Name each VLAN once.");

    public static RedfishMessage TwoUntagged(string pointer) =>
        Of(pointer, "Only one untagged VLAN is allowed", "Tag all others.");

    public static RedfishMessage PrimaryVlanUnknown(string pointer) =>
        Of(pointer, "PrimaryVLAN must be one of requested VLANs", "Add it to VLANs.");

    public static RedfishMessage TpmContradiction(string pointer) =>
        Of(pointer, "TpmInterfaceType is requested for a system without a trusted module", "Leave out one of TpmPresent and TpmInterfaceType.");

    private static RedfishMessage Of(string pointer, string says, string resolution) =>
        MessageRegistries.Base.Message("PropertyValueError", [pointer.Split('/')[^1]], says, resolution, [pointer]);
}
