namespace Simulator.Redfish;

/// <summary>What a role may grant (Privileges v1_0_6). <c>NoAuth</c> is missing: it is never part of a role.</summary>
internal enum Privilege
{
    Login,
    ConfigureManager,
    ConfigureUsers,
    ConfigureSelf,
    ConfigureComponents,
    ConfigureCompositionInfrastructure,
    AdministrateSystems,
    OperateSystems,
    AdministrateStorage,
    OperateStorageBackup,
}
