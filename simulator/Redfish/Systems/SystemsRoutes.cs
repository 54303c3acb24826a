using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class SystemUris
{
    public const string Systems = "/redfish/v1/Systems";

    /// <summary>Under the name that the system has now: what it is composed as, or else its own.</summary>
    public static string Of(ComputerSystem system) => $"{Systems}/{system.ResourceId}";

    public static string Processors(ComputerSystem system) => $"{Of(system)}/Processors";

    public static string Memory(ComputerSystem system) => $"{Of(system)}/Memory";

    public static string EthernetInterfaces(ComputerSystem system) => $"{Of(system)}/EthernetInterfaces";

    public static string EthernetInterface(ComputerSystem system, string nicId) => $"{EthernetInterfaces(system)}/{nicId}";

    /// <summary>The deprecated form of a VLAN, and the one with which there can be several.</summary>
    public static string Vlans(ComputerSystem system, string nicId) => $"{EthernetInterface(system, nicId)}/VLANs";

    public static string Storage(ComputerSystem system) => $"{Of(system)}/Storage";

    /// <summary>Built-in drives hang off one controller.</summary>
    public static string LocalStorage(ComputerSystem system) => $"{Storage(system)}/local";

    public const string ControllerId = "1";

    public static string LocalControllers(ComputerSystem system) => $"{LocalStorage(system)}/Controllers";

    public static string SimpleStorage(ComputerSystem system) => $"{Of(system)}/SimpleStorage";

    public static string LocalSimpleStorage(ComputerSystem system) => $"{SimpleStorage(system)}/local";

    public static string Bios(ComputerSystem system) => $"{Of(system)}/Bios";

    public static string BiosSettings(ComputerSystem system) => $"{Bios(system)}/Settings";

    public static string SecureBoot(ComputerSystem system) => $"{Of(system)}/SecureBoot";

    public static string BootOptions(ComputerSystem system) => $"{Of(system)}/BootOptions";

    public static string VirtualMedia(ComputerSystem system) => $"{Of(system)}/VirtualMedia";

    public static string LogServices(ComputerSystem system) => $"{Of(system)}/LogServices";
}

/// <summary>ComputerSystem v1_27_0 and its parts.</summary>
internal static class SystemsRoutes
{
    public static RedfishRoutes MapSystems(
        this RedfishRoutes routes, Pod pod, PowerWork power, StorageWork storage, SystemComposition composition, RedfishProfile profile) => routes
        .Collection(SystemUris.Systems, "ComputerSystem", _ => Collection(pod), post: composition.PostAsync)
        .Resource(
            $"{SystemUris.Systems}/{{id}}", SystemsJsonContext.Default.ComputerSystemJson, context => Show(pod, context),
            patch: context => SystemPatch.ApplyAsync(context, pod, Find(pod, context)!, composition, profile),
            delete: context => composition.DeleteAsync(context, Find(pod, context)!),
            canBeDeleted: system => system.IsComposed)
        .Action(
            $"{SystemUris.Systems}/{{id}}/Actions/ComputerSystem.AddResourceBlock",
            context => OnSystemAsync(pod, context, s => new SystemBlockActions(pod, composition, routes.Read).AddAsync(context, s)))
        .Action(
            $"{SystemUris.Systems}/{{id}}/Actions/ComputerSystem.RemoveResourceBlock",
            context => OnSystemAsync(pod, context, s => new SystemBlockActions(pod, composition, routes.Read).RemoveAsync(context, s)))
        .Action(
            $"{SystemUris.Systems}/{{id}}/Actions/ComputerSystem.Reset",
            async context => Find(pod, context) is { } system
                ? await ResetAction.RunAsync(context, "ComputerSystem.Reset", system, power)
                : RedfishErrors.NotFound(context.Request.Path))
        .Resource($"{SystemUris.Systems}/{{id}}/{ActionInfoUris.ResetId}", ActionInfosJsonContext.Default.ActionInfoJson, context =>
            Find(pod, context) is { } s ? ActionInfoJson.OfReset(SystemUris.Of(s), "ComputerSystem.Reset", ResetTypes.All) : null)
        .MapParts(pod)
        .MapMemoryDomains(pod)
        .MapStorage(pod, storage)
        .MapBios(pod)
        .MapSecureBoot(pod)
        .MapBootOptions(pod)
        .MapVirtualMedia(pod)
        .MapLogServices(pod)
        .MapNetworkAdapters(pod)
        .MapFabricAdapters(pod)
        .MapTrustedComponents(pod);

    public static ComputerSystem? Find(Pod pod, HttpContext context) => pod.FindSystem(RedfishRoutes.Id(context));

    /// <summary>Runs an action on the system that the path names, or answers that there is none.</summary>
    public static Task<IResult> OnSystemAsync(Pod pod, HttpContext context, Func<ComputerSystem, Task<IResult>> act) =>
        Find(pod, context) is { } system ? act(system) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));

    /// <summary>The NIC of a system, if there is one, that the part <c>part</c> of the path names.</summary>
    public static (ComputerSystem System, EthernetInterface Nic)? Nic(ComputerSystem? system, HttpContext context) =>
        system?.EthernetInterfaces.FirstOrDefault(e => e.Id == Part(context)) is { } nic ? (system, nic) : null;

    private static RedfishRoutes MapParts(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/Processors", "Processor", context => Find(pod, context) is { } s
            ? Processors(pod, s) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Processors/{{part}}", SystemPartsJsonContext.Default.ProcessorJson, context =>
            Find(pod, context) is { } s && s.Processors.FirstOrDefault(p => p.Id == Part(context)) is { } cpu ? ProcessorJson.Of(s, cpu) : null)
        .Collection($"{SystemUris.Systems}/{{id}}/Memory", "Memory", context => Find(pod, context) is { } s
            ? Memory(pod, s) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Memory/{{part}}", SystemPartsJsonContext.Default.MemoryJson, context =>
            Find(pod, context) is { } s && s.Memory.FirstOrDefault(m => m.Id == Part(context)) is { } module ? MemoryJson.Of(s, module) : null)
        .Collection($"{SystemUris.Systems}/{{id}}/EthernetInterfaces", "EthernetInterface", context => Find(pod, context) is { } s
            ? Nics(pod, s) : null)
        .Resource(
            $"{SystemUris.Systems}/{{id}}/EthernetInterfaces/{{part}}", EthernetInterfacesJsonContext.Default.EthernetInterfaceJson,
            context => Nic(Find(pod, context), context) is var (s, nic) ? EthernetInterfaceJson.Of(pod, s, nic) : null,
            patch: context => Nic(Find(pod, context), context) is var (s, nic)
                ? EthernetInterfacePatch.ApplyAsync(context, pod, s, nic)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .MapVlans($"{SystemUris.Systems}/{{id}}/EthernetInterfaces/{{part}}/VLANs", VlanForms.OfInterfaces, pod, context => Nic(Find(pod, context), context) is var (s, nic)
            ? new VlanPlace(LinkId.Of(s, nic), SystemUris.Vlans(s, nic.Id), $"{nic.Id} of {s.Name}") : null);

    private static string Part(HttpContext context) => RedfishRoutes.Id(context, "part");

    private static ResourceCollection Collection(Pod pod) =>
        ResourceCollection.Of(SystemUris.Systems, "Computer System Collection", pod.Systems.Values.Select(s => s.ResourceId)) with
        {
            Capabilities = CollectionCapabilitiesJson.OfSystems(pod),
        };

    private static ComputerSystemJson? Show(Pod pod, HttpContext context) =>
        Find(pod, context) is { } system ? ShownSystem.Of(pod, system) : null;

    // What is built in, then what is attached and lies in its drawer.
    private static ResourceCollection Memory(Pod pod, ComputerSystem system) => new(
        SystemUris.Memory(system), $"Memory of {system.Name}",
        Link.All(system.Memory.Select(m => $"{SystemUris.Memory(system)}/{m.Id}").Concat(pod.AttachedTo(system).Where(d => d.Memory is not null).Select(ChassisUris.Of))));

    private static ResourceCollection Nics(Pod pod, ComputerSystem system) => new(
        SystemUris.EthernetInterfaces(system), $"Ethernet interfaces of {system.Name}",
        Link.All(system.EthernetInterfaces.Select(e => SystemUris.EthernetInterface(system, e.Id))
            .Concat(pod.AttachedTo(system).Where(d => d.Nic is not null).Select(PooledNicUris.Interface))));

    private static ResourceCollection Processors(Pod pod, ComputerSystem system)
    {
        var uri = SystemUris.Processors(system);
        var builtIn = system.Processors.Select(p => $"{uri}/{p.Id}");
        return new ResourceCollection(
            uri, $"Processors of {system.Name}",
            Link.All(builtIn.Concat(pod.AttachedTo(system).Where(d => d.IsProcessor).Select(ChassisUris.Of))));
    }
}
