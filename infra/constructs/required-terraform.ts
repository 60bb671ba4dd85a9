/** 1.10 is the first Terraform that locks a state in its bucket. */
export const REQUIRED_TERRAFORM = '>= 1.10.0'
