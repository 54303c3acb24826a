using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>
/// Devices that several systems can have at once, where the rack file says so. A node that was allocated, and a block made of blocks, have
/// theirs alone.
/// </content>
public sealed partial class Pod
{
    /// <summary>So many systems can have the block at once, as long as sharing is enabled.</summary>
    public static int SharesOf(ResourceBlock block) => block.Device?.Shares ?? 1;

    /// <summary>The nodes that have the sled, device or block, in the order they came.</summary>
    public IReadOnlyList<ComposedNode> NodesWith(string id) => [.. Holdings.Of(id).Holders.Select(FindNode).OfType<ComposedNode>()];

    /// <summary>Says whether a device may be shared. False while it is used or reserved: then that stays as it is.</summary>
    public bool SetSharing(PooledDevice device, bool isEnabled)
    {
        using (Act())
        {
            if (device.State.SharingEnabled == isEnabled)
            {
                return true;
            }

            if (IsSharingFixed(device))
            {
                return false;
            }

            device.Become_NeedsLock(device.State with { SharingEnabled = isEnabled });
            Changed?.Invoke(new HardwareChange("block", device.Id, "Marked", $"{device.Name} is {(isEnabled ? "" : "not ")}to be shared."));
            return true;
        }
    }

    /// <summary>Whether somebody has the device, or was promised a share of it or all.</summary>
    public bool IsSharingFixed(PooledDevice device) =>
        !Holdings.IsFree(device.Id) || ZoneOf(device.Id) is not null || ReservationOf(device.Id) is not null;

    /// <summary>So many can take the part at once when it is composed.</summary>
    internal int RoomOf(string partId) =>
        Devices.TryGetValue(partId, out var device) && device.State.SharingEnabled && CompositeOf(partId) is null ? device.Shares : 1;
}
