namespace ValenceCore.Drivers.Redfish;

/// <summary>One of the ways in which Redfish services compose and attach. <see cref="IComposeNodes.ReleaseAsync"/> may throw with
/// <see cref="DriverFault.Missing"/> here: the driver knows what to make of it.</summary>
internal interface IComposeDialect : IComposeNodes, IAttachDevices;
