/** What the settings file of a stage for customers holds. */
export const PRODUCTION = {
  protected: true,
  account: '123456789012',
  region: 'eu-central-1',
  stateBucket: { name: 'states' },
}
