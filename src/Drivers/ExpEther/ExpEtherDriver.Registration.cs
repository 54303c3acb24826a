namespace Valence.Drivers.ExpEther;

internal sealed partial class ExpEtherDriver : IPrepareRegistration
{
    /// <summary>EEM controls no power, and does not know the BMC of the server: address and login come from the caller (valence-api 2.7;
    /// <c>pxe_ipmitool</c>, its default, is a name that Ironic has removed).</summary>
    public IronicAccess Access(NodeDetails node) => new("ipmi", [], NeedsDriverInfo: true);
}
