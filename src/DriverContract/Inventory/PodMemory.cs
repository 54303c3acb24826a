namespace Valence.DriverContract;

/// <summary>Memory modules of a system that are alike.</summary>
/// <param name="DeviceType">Redfish's <c>MemoryDeviceType</c>, e.g. <c>DDR4</c>; null where the pod does not say.</param>
/// <param name="MemoryType">Redfish's <c>MemoryType</c>, e.g. <c>DRAM</c> or <c>NVDIMM_N</c>; null where the pod does not say.</param>
/// <param name="CapacityMiB">Of each.</param>
public sealed record PodMemory(string? DeviceType, string? MemoryType, long CapacityMiB, int Count);
